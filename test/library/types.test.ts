import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript
import { declarations } from '../../scripts/declarations.mjs';
import { temporaryFolder } from '../runs/temporary.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A package that depends on dlx and has @types/node: the declarations must need no more. */
let consumer: string;
beforeAll(() => {
  consumer = temporaryFolder();
  const dlx = join(consumer, 'node_modules', 'dlx');
  mkdirSync(dlx, { recursive: true });
  cpSync(join(root, 'package.json'), join(dlx, 'package.json'));
  declarations(root, join(dlx, 'dist', 'types'));
  for (const scope of ['@types', 'undici-types'])
    symlinkSync(join(root, 'node_modules', scope), join(consumer, 'node_modules', scope));
  writeFileSync(join(consumer, 'package.json'), '{"type": "module"}');
});

/** What tsc says about a program that imports dlx, every declaration file checked. */
function check(...programs: string[]): string {
  const include = programs.map((_, i) => `program${i}.ts`);
  for (const [i, text] of programs.entries()) writeFileSync(join(consumer, include[i]!), text);
  const options = { strict: true, noEmit: true, skipLibCheck: false, module: 'NodeNext', types: ['node'] };
  const compilerOptions = { ...options, target: 'ES2022', lib: ['ES2023'], exactOptionalPropertyTypes: true };
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  return spawnSync(process.execPath, [tsc, '-p', consumer], { encoding: 'utf8' }).stdout;
}

test('a strict program with skipLibCheck off compiles', () => {
  const found = check(`
    import { EXIT, findRun, listRuns, loadExperiment, passed, runExperiment, showModel, UserError, validateFiles } from 'dlx';
    import type { Choice, Experiment, Problem, RunRecord, Summary, TrainingListener } from 'dlx';

    const losses: number[] = [];
    const listener: TrainingListener = {
      start: ({ epochs }) => epochs.toFixed(),
      batch() {},
      epoch: ({ logs }) => { if (logs.loss !== undefined) losses.push(logs.loss); },
      end: ({ reason }) => reason?.trim(),
    };
    const { record, folder, previous } = await runExperiment('a.yaml', {
      overrides: ['training.epochs=1'],
      listener,
      signal: new AbortController().signal,
    });
    const final: number | null | undefined = (previous ?? record).metrics.final.test?.accuracy;
    const experiment: Experiment = (await loadExperiment('a.yaml')).value;
    const layers: readonly Choice[] = experiment.architecture;
    const summary: Summary = (await showModel('a.yaml', ['seed=1'])).summary;
    const problems: readonly Problem[] = (await validateFiles(['a.yaml'])).flatMap((one) => one.problems);
    const runs: readonly RunRecord[] = listRuns('runs').runs.map((run) => run.record);
    const code: 0 | 1 = passed(findRun('runs', 'last').record) ? EXIT.ok : EXIT.failed;
    const error: unknown = new UserError(problems);
    if (error instanceof UserError) process.exitCode = error.exitCode;
    export { code, final, folder, layers, runs, summary };
  `);
  expect(found).toBe('');
});

test('the programs of docs/library.md compile', () => {
  const page = readFileSync(join(root, 'docs', 'library.md'), 'utf8');
  const programs = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1]!);
  expect(programs).toHaveLength(2);
  expect(check(...programs)).toBe('');
});

test('mistakes are type errors', () => {
  expect(
    check("import { runExperiment } from 'dlx'; await runExperiment('a.yaml', { runDir: 'x' });"),
  ).toMatch(/TS2561.*'runsDir'/s);
});
