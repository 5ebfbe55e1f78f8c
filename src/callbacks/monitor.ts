import { nearest } from '../experiment/nearest.js';
import { metrics as table } from '../metrics/index.js';

/** Options of callbacks that wait for a value to become better. */
export const MONITOR = {
  type: 'string',
  minLength: 1,
  default: 'val_loss',
  description: 'Such as val_loss or accuracy.',
} as const;

export const MODE = {
  enum: ['auto', 'min', 'max'],
  default: 'auto',
  description: 'Which way is better; auto: by name.',
} as const;

/** Throws when no value of that name will be there; the message lists those that will, the nearest first. */
export function checkMonitor(monitor: string, available: readonly string[]): void {
  if (available.includes(monitor)) return;
  const meant = nearest(monitor, available);
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  throw new Error(
    `monitor ${monitor} is not there: found ${available.join(', ')}${hint}${missing(monitor, available)}`,
  );
}

/** What would bring the value: validation rows for `val_`, a row in `metrics` for a metric. */
function missing(monitor: string, available: readonly string[]): string {
  const name = monitor.replace(/^val_/, '');
  const isValidation = name !== monitor;
  if (isValidation && available.includes(name)) {
    return ' (values of a validation split need data.validation or data.split.validation)';
  }
  return table.some((metric) => metric.name === name) && !available.includes(name)
    ? ` (add ${name} to metrics)`
    : '';
}

/**
 * Which way is better for a value: lower for a loss, and what its metric says for a metric. With several outputs their
 * names stand before those of metrics: `sold_accuracy`; of metrics that end alike the longest name is meant.
 */
export function betterOf(monitor: string): 'higher' | 'lower' {
  const name = monitor.replace(/^val_/, '');
  const fitting = table.filter((metric) => name === metric.name || name.endsWith(`_${metric.name}`));
  fitting.sort((a, b) => b.name.length - a.name.length);
  return fitting[0]?.better ?? 'lower';
}

interface Watched {
  readonly monitor: string;
  readonly mode: 'auto' | 'min' | 'max';
  readonly min_delta: number;
}

/** Whether a value is better than another by more than min_delta; Keras compares in float32. */
export function isBetter({ monitor, mode, min_delta }: Watched) {
  const wants = mode === 'auto' ? betterOf(monitor) : mode === 'max' ? 'higher' : 'lower';
  const delta = Math.abs(min_delta);
  return (value: number, reference: number) =>
    wants === 'higher'
      ? Math.fround(value - delta) > Math.fround(reference)
      : Math.fround(value + delta) < Math.fround(reference);
}
