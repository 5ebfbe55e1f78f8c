import type { JsonSchema } from './jsonschema.js';

/** Sizes and counts fit a signed 32-bit integer, as shapes do in onnxruntime's and tfjs's arithmetic. */
const INT32_MAX = 2 ** 31 - 1;
/** The largest finite float32: a number past it would silently be infinite in a tensor. */
const FLOAT32_MAX = 3.4028234663852886e38;

const LIMITS = { integer: INT32_MAX, number: FLOAT32_MAX } as const;

/**
 * Bounds every integer and number of a schema on the sides that its author left open, so that an absurd
 * size is refused before anything is allocated and no number turns infinite.
 */
export function bounded(schema: JsonSchema): JsonSchema {
  const { anyOf, items, properties, patternProperties, type } = schema;
  const limit = type === 'integer' || type === 'number' ? LIMITS[type] : undefined;
  const below = schema.minimum === undefined && schema.exclusiveMinimum === undefined;
  const above = schema.maximum === undefined && schema.exclusiveMaximum === undefined;
  return {
    ...schema,
    ...(limit !== undefined && below ? { minimum: -limit } : {}),
    ...(limit !== undefined && above ? { maximum: limit } : {}),
    ...(anyOf && { anyOf: anyOf.map(bounded) }),
    ...(items && { items: bounded(items) }),
    ...(properties && { properties: mapValues(properties, bounded) }),
    ...(patternProperties && { patternProperties: mapValues(patternProperties, bounded) }),
  };
}

/** True for a bound that `bounded` added: messages leave it out unless it is what was broken. */
export function isAddedBound(limit: number): boolean {
  return Math.abs(limit) === INT32_MAX || Math.abs(limit) === FLOAT32_MAX;
}

export function mapValues<A, B>(
  record: { readonly [key: string]: A },
  change: (value: A, key: string) => B,
): { [key: string]: B } {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
