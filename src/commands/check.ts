import { Command, Flags } from '@oclif/core';
import type { Reports } from '../check/reports.js';
import { files } from './flags.js';
import { print } from './output.js';
import { withSignals } from './signals.js';
import { trainingFlags } from './training.js';

export class check extends Command {
  static override summary = 'Run experiments and hold them against `expect` and their committed baselines.';
  static override description =
    'The baseline of a.yaml is a.baseline.json beside it, which --update writes and you commit. Exits with 1 where a ' +
    'metric is worse than its tolerance allows or outside its range, 2 for a mistake in a file or a baseline that is ' +
    'missing, 3 where training failed, 4 for disk or engine; of several files, with the highest of their codes.';
  static override examples = [
    '<%= config.bin %> check experiments/mnist-mlp.yaml --update --seeds 5',
    '<%= config.bin %> check experiments/mnist-mlp.yaml',
    '<%= config.bin %> check experiments/*.yaml --junit check.xml --md check.md',
    '<%= config.bin %> check experiments/*.yaml --changed-since origin/main',
  ];
  static override args = { FILE: files };
  static override flags = {
    update: Flags.boolean({
      exclusive: ['set', 'changed-since'],
      description: 'Write the baselines instead of holding against them.',
    }),
    seeds: Flags.integer({
      min: 1,
      max: 1000,
      helpValue: 'N',
      description:
        'Run the seed of the file and those after it, and hold their mean (default: 1, with --update 3).',
    }),
    set: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'path=value',
      description: 'Replace a value of the files, for trying; may be repeated.',
    }),
    'changed-since': Flags.string({
      helpValue: 'REF',
      description: 'Run only what has changed since a commit; take the rest from its records.',
    }),
    code: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'GLOB',
      dependsOn: ['changed-since'],
      description: 'Files whose change changes every experiment; may be repeated.',
    }),
    junit: Flags.string({ helpValue: 'FILE', description: 'Write a JUnit report.' }),
    md: Flags.string({ helpValue: 'FILE', description: 'Write a report in Markdown.' }),
    annotations: Flags.boolean({
      allowNo: true,
      description: 'Print annotations for GitHub (default: where GitHub Actions runs dlx).',
    }),
    ...trainingFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(check);
    const { env } = process;
    const words = flags.json ? process.stderr : process.stdout;
    const [{ checkAll, seedsOf }, written, present, progress, { coloured }] = await Promise.all([
      import('../check/check.js'),
      import('../check/reports.js'),
      import('./present/check.js'),
      import('../training/progress.js'),
      import('./present/colour.js'),
    ]);
    const reports: Reports = {
      ...(flags.junit !== undefined && { junit: flags.junit }),
      ...(flags.md !== undefined && { md: flags.md }),
      ...(env.GITHUB_STEP_SUMMARY && { summary: env.GITHUB_STEP_SUMMARY }),
    };
    written.prepareReports(reports);
    const listener = await progress.createProgress(words, progress.progressMode(words, env, flags.quiet));
    const { value: result, interrupted } = await withSignals((signal) =>
      checkAll(args.FILE, {
        update: flags.update,
        seeds: flags.seeds ?? seedsOf(flags.update),
        overrides: flags.set ?? [],
        ...(flags['changed-since'] !== undefined && { changedSince: flags['changed-since'] }),
        code: flags.code ?? [],
        runsDir: flags['runs-dir'],
        listener,
        signal,
        starts: (run) => flags.quiet || print(words, present.starting(run)),
      }),
    );
    if (interrupted) throw interrupted;
    const problems = present.problemsText(result);
    if (problems !== '') print(process.stderr, problems);
    print(words, present.checkText(result, coloured(words, env)));
    if (flags.annotations ?? env.GITHUB_ACTIONS === 'true') {
      for (const line of await written.annotationLines(result)) print(words, line);
    }
    if (flags.json) print(process.stdout, JSON.stringify(present.checkJson(result), null, 2));
    process.exitCode = result.exitCode;
    written.writeReports(result, reports);
  }
}
