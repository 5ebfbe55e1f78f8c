import leven from 'leven';
import { metrics as table } from '../metrics/index.js';

/** Throws when no value of that name will be there; the message lists those that will, the nearest first. */
export function checkMonitor(monitor: string, available: readonly string[]): void {
  if (available.includes(monitor)) return;
  const nearest = [...available].sort((a, b) => leven(monitor, a) - leven(monitor, b))[0];
  const isNear = nearest !== undefined && leven(monitor, nearest) <= 1 + monitor.length / 3;
  const hint = isNear ? `; did you mean ${nearest}?` : '';
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

/** Which way is better for a value: lower for a loss, and what its metric says for a metric. */
export function betterOf(monitor: string): 'higher' | 'lower' {
  const name = monitor.replace(/^val_/, '');
  return table.find((metric) => metric.name === name)?.better ?? 'lower';
}
