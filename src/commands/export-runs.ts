import { Command, Flags } from '@oclif/core';
import { UserError } from '../errors.js';
import { targets } from '../exports/index.js';
import { json, runsDir, someRuns } from './flags.js';
import { print } from './output.js';
import { selectionFlags, selectionOf } from './selection.js';

/** `--mlflow DIR|URL`, and so on. */
const targetFlags = Object.fromEntries(
  targets.map(({ name, place, summary }) => [name, Flags.string({ helpValue: place, description: summary })]),
);

export class exportRuns extends Command {
  static override summary = 'Copy run records to MLflow or TensorBoard.';
  static override description =
    'Every run becomes a run there, with its config, curves, final metrics and files. A run that was exported before ' +
    'is brought up to date, or left alone if nothing has changed. Who asks an MLflow server is said by ' +
    'MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN.';
  static override examples = [
    '<%= config.bin %> export-runs last --mlflow http://localhost:5000',
    '<%= config.bin %> export-runs --name mnist-mlp --mlflow mlruns',
    '<%= config.bin %> export-runs --all --tensorboard logs',
  ];
  static override args = {
    RUN: someRuns,
  };
  static override flags = {
    ...targetFlags,
    all: Flags.boolean({ description: 'All runs of the runs folder.' }),
    ...selectionFlags,
    'runs-dir': runsDir,
    json,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(exportRuns);
    const places: { readonly [name: string]: unknown } = flags;
    if (targets.every(({ name }) => places[name] === undefined)) throw nowhere();
    const [{ chosenRuns }, { exportTo }, { exportedJson, exportedLine }] = await Promise.all([
      import('../runs/catalog/choose.js'),
      import('../exports/export-runs.js'),
      import('./present/exports.js'),
    ]);
    const named = args.RUN ?? [];
    const selection = { ...(flags.all && { limit: Number.MAX_SAFE_INTEGER }), ...selectionOf(flags) };
    if (named.length === 0 && Object.keys(selection).length === 0) throw nobody();
    const { runs, warnings } = chosenRuns(flags['runs-dir'], named, selection, Date.now());
    for (const warning of warnings) print(process.stderr, warning);
    if (runs.length === 0) print(process.stderr, 'no run meets all of that');
    const done: object[] = [];
    for await (const one of exportTo(runs, places, process.env)) {
      done.push(exportedJson(one));
      if (one.outcome === 'failed') {
        process.exitCode = one.error.exitCode;
        print(process.stderr, `left out ${one.id}: ${one.error.message}`);
        continue;
      }
      if (!flags.json) print(process.stdout, exportedLine(one));
      for (const note of one.notes) print(process.stderr, `note: ${one.id}: ${note}`);
    }
    if (flags.json) print(process.stdout, JSON.stringify(done, null, 2));
  }
}

function nowhere(): UserError {
  const flags = targets.map(({ name, place }) => `--${name} ${place}`);
  return new UserError({ message: `found no place to export to, expected ${flags.join(' or ')}` });
}

const nobody = () =>
  new UserError({
    message: 'found no run to export',
    hint: 'name runs (`last`, say), choose some with --name or --where, or take --all',
  });
