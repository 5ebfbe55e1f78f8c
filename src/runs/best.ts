import type { Logs } from '../callbacks/callback.js';
import type { Best, Split } from './record.js';

/** Metrics of which more is better, by the words in Keras's names; of all others, less is. */
const MORE =
  /(^|_)(acc|accuracy|auc|precision|recall|f1|fbeta|score|r2|iou|similarity|positives|negatives)(_|$)/;
const FALSE = /^false_/;

/** Whether a higher value of a metric is the better one: the rule for metrics.best and for arrows. */
export function moreIsBetter(name: string): boolean {
  return MORE.test(name) && !FALSE.test(name);
}

type Mutable = { [split in Split]?: { [name: string]: Best } };

/** Keeps the best value of every name that appears in the logs of epochs. Values that are not finite do not count. */
export class BestValues {
  readonly values: Mutable = {};

  add(epoch: number, logs: Logs): void {
    for (const [key, value] of Object.entries(logs)) {
      const [split, name] = splitOf(key);
      if (!Number.isFinite(value)) continue;
      // Without a prototype: names may come from a checkpoint.
      this.values[split] ??= Object.create(null) as { [name: string]: Best };
      const held = this.values[split][name]?.value;
      const better = moreIsBetter(name) ? value > (held ?? -Infinity) : value < (held ?? Infinity);
      if (better) this.values[split][name] = { value, epoch };
    }
  }
}

/** The split and name behind a key of Logs: `val_accuracy` is `accuracy` of `validation`. */
export function splitOf(key: string): ['train' | 'validation', string] {
  return key.startsWith('val_') ? ['validation', key.slice(4)] : ['train', key];
}

/** The values of an epoch by split. */
export function bySplit(logs: Logs): {
  train?: { [name: string]: number };
  validation?: { [name: string]: number };
} {
  const values: { train?: { [name: string]: number }; validation?: { [name: string]: number } } = {};
  for (const [key, value] of Object.entries(logs)) {
    const [split, name] = splitOf(key);
    values[split] ??= {};
    values[split][name] = value;
  }
  return values;
}
