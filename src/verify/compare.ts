import type { History } from '../runs/history.js';
import type { RunRecord } from '../runs/index.js';
import { SPLITS } from '../runs/record.js';
import type { EpochResult } from '../training/epoch.js';
import type { EpochDifference, ValueDifference } from './verification.js';

/** What differs in an epoch; undefined where all of it is the same. Without `replayed`, there was no such epoch. */
export function epochDifference(
  history: History,
  epoch: number,
  replayed: EpochResult | undefined,
): EpochDifference | undefined {
  const at = history.epochs.indexOf(epoch);
  const hash = at < 0 ? null : history.hashes[at]!;
  const again = replayed?.weightsHash ?? null;
  const logs: { readonly [name: string]: number | undefined } = {
    ...replayed?.logs,
    ...(replayed && { learning_rate: replayed.learningRate }),
  };
  const names = new Set([...history.curves.keys(), ...Object.keys(logs)]);
  const metrics = [...names].map((name) => [name, history.curves.get(name)?.[at], logs[name]] as const);
  const values = [
    ...(hash === again ? [] : [{ name: 'weights_hash', recorded: hash, replayed: again }]),
    ...metrics.flatMap(([name, a, b]) => valueDifference(name, a, b)),
  ];
  return values.length === 0 ? undefined : { epoch, values };
}

/** Final metrics that differ; what was not finite is null in both records. */
export function finalDifferences(recorded: RunRecord, replayed: RunRecord): readonly ValueDifference[] {
  return SPLITS.flatMap((split) => {
    const [was, is] = [recorded, replayed].map(({ metrics }) => metrics.final[split] ?? {});
    const names = new Set([...Object.keys(was!), ...Object.keys(is!)]);
    return [...names].flatMap((name) => valueDifference(`${split}.${name}`, was![name], is![name]));
  });
}

type Value = number | null | undefined;

/** NaN is the same as NaN, and as no number at all. */
function valueDifference(name: string, a: Value, b: Value): ValueDifference[] {
  const [recorded, replayed] = [a, b].map((value) => (Number.isNaN(value) ? null : (value ?? null)));
  return recorded === replayed ? [] : [{ name, recorded: recorded!, replayed: replayed! }];
}
