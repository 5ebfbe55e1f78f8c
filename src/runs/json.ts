/**
 * A value that JSON can hold: numbers that are not finite become null, and `nulls` says what they were by
 * path (`metrics.final.train.loss: NaN`). A key whose value is undefined is left out.
 */
export function finite<T>(value: T, nulls: { [path: string]: string }, path = ''): T {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    nulls[path] = String(value);
    return null as T;
  }
  if (Array.isArray(value)) return value.map((item, i) => finite(item, nulls, `${path}[${i}]`)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, finite(item, nulls, below(key))])) as T;
}
