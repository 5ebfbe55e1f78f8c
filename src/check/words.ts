import { EXIT } from '../errors.js';
import { failed } from './gate.js';
import type { CheckedExperiment, CheckResult, CheckStatus } from './result.js';

/** In the order in which they are counted. */
const STATUSES: readonly (readonly [CheckStatus, string])[] = [
  ['failed', 'failed'],
  ['error', 'could not be checked'],
  ['ok', 'ok'],
  ['updated', 'updated'],
  ['unchanged', 'unchanged'],
];

/** `experiments/mnist-mlp.yaml: failed, seed 0 against 3 seeds of 2026-11-22` */
export function headline({ file, status, runs, made, exitCode }: CheckedExperiment): string {
  const word = Object.fromEntries(STATUSES)[status]!;
  if (status === 'error') return `${file}: ${exitCode === EXIT.training ? 'training failed' : word}`;
  const ids = runs.filter(({ reused }) => reused).map(({ id }) => id);
  const from = ids.length > 0 ? ` (from ${ids.join(', ')})` : '';
  const of = made && `${counted(made.seeds)} of ${made.at.slice(0, 10)}`;
  if (status === 'updated') return `${file}: ${word} with ${of}`;
  return `${file}: ${word}${runs.length > 0 ? `, ${seedsOf(runs)}${from} against ${of}` : ''}`;
}

const counted = (seeds: number) => `${seeds} seed${seeds === 1 ? '' : 's'}`;

function seedsOf(runs: CheckedExperiment['runs']): string {
  const [first, last] = [runs[0]!.seed, runs.at(-1)!.seed];
  return first === last ? `seed ${first}` : `seeds ${first} to ${last}`;
}

/** `3 experiments: 1 failed, 2 ok` */
export function totals({ experiments }: CheckResult): string {
  const parts = STATUSES.flatMap(([status, word]) => {
    const count = experiments.filter((one) => one.status === status).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `${experiments.length} experiment${experiments.length === 1 ? '' : 's'}: ${parts.join(', ')}`;
}

/** Sentences beneath the table: of gates that have more to say than their row, then warnings and notes. */
export function remarks({ gates, warnings, notes }: CheckedExperiment): readonly string[] {
  return [
    ...gates.filter((gate) => failed(gate) || gate.verdict === 'better').map(({ message }) => message),
    ...warnings.map((text) => `warning: ${text}`),
    ...notes.map((text) => `note: ${text}`),
  ];
}
