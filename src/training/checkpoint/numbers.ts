/**
 * JSON that gives every number back as it was: those that JSON cannot hold stand as `{"number": "NaN"}`. The
 * checkpoint's state is written this way; a map with the one key `number` cannot be part of it.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item !== 'number' || (Number.isFinite(item) && !Object.is(item, -0))) return item;
    return { number: Object.is(item, -0) ? '-0' : String(item) };
  });
}

/** Reads what `toJson` wrote. Throws a SyntaxError for what is no JSON. */
export function fromJson(text: string): unknown {
  return JSON.parse(text, (_key, item: unknown) => {
    const held = typeof item === 'object' && item !== null && (item as { number?: unknown }).number;
    return typeof held === 'string' ? Number(held) : item;
  });
}
