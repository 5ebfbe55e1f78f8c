import { UserError } from '../errors.js';
import { type LoadedExperiment, loadExperiment } from '../experiment/index.js';
import { readSource } from '../experiment/source.js';
import type { Baseline } from './baseline.js';
import { BASELINE, baselineFile, readBaseline } from './baseline-file.js';
import type { Gate } from './gate.js';
import type { PlacedGate } from './result.js';

/** An experiment that can be checked. */
export interface Job {
  /** As given. */
  readonly file: string;
  readonly loaded: LoadedExperiment;
  /** Path of the baseline. */
  readonly path: string;
  /** Absent where it is to be written for the first time. */
  readonly baseline?: Baseline;
  /** One a run: the experiment's own seed and those after it. */
  readonly seeds: readonly number[];
  readonly notes: readonly string[];
}

export interface JobOptions {
  readonly update: boolean;
  readonly seeds: number;
  readonly overrides: readonly string[];
}

/** @throws UserError (exit 2) for a mistake in the experiment, and for a baseline that is missing or damaged. */
export async function jobOf(file: string, { update, seeds, overrides }: JobOptions): Promise<Job> {
  if (file.endsWith(BASELINE)) {
    const hint = `name the experiment, ${file.slice(0, -BASELINE.length)}.yaml: its baseline is found beside it`;
    throw new UserError({ file, message: 'is a baseline, expected an experiment file', hint });
  }
  const loaded = await loadExperiment(file, overrides);
  const path = baselineFile(file);
  const found = update ? replaced(path) : { baseline: required(path, file), notes: [] };
  const list = Array.from({ length: seeds }, (_, i) => loaded.value.seed + i);
  return { file, loaded, path, seeds: list, ...found };
}

function required(path: string, file: string): Baseline {
  const baseline = readBaseline(path);
  if (baseline) return baseline;
  const hint = `make it with \`dlx check ${file} --update\` and commit it`;
  throw new UserError({ file: path, message: 'there is no baseline to hold the experiment against', hint });
}

/** What is about to be replaced may be damaged. */
function replaced(path: string): Pick<Job, 'baseline' | 'notes'> {
  try {
    const baseline = readBaseline(path);
    return { ...(baseline && { baseline }), notes: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { notes: [`the old baseline could not be read: ${error.message.split('\n')[0]}`] };
  }
}

/** Gates with their lines in the experiment file. */
export function placed({ file, loaded }: Job, gates: readonly Gate[]): readonly PlacedGate[] {
  const source = readSource(loaded.text, file);
  const expected = (source.value as { expect?: { [metric: string]: unknown } } | null)?.expect ?? {};
  return gates.map((gate) => {
    const { line = 1, column = 1 } = Object.hasOwn(expected, gate.metric)
      ? source.locate({ path: ['expect', gate.metric], at: 'key', message: '' })
      : {};
    return { ...gate, line, column };
  });
}
