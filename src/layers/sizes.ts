/** A size as Keras takes it: one number for every axis, or one for each. */
export type Size = number | readonly number[];

const size = { type: 'integer', minimum: 1 } as const;

/** Schema of a size along the steps of a sequence: `3` or `[3]`. */
export const size1D = {
  anyOf: [size, { type: 'array', items: size, minItems: 1, maxItems: 1 }],
} as const;

/** Schema of a size along height and width: `3` or `[3, 2]`. */
export const size2D = {
  anyOf: [size, { type: 'array', items: size, minItems: 2, maxItems: 2 }],
} as const;

/** One number for each of `rank` axes. */
export function sizes(given: Size, rank: number): readonly number[] {
  return typeof given === 'number' ? Array<number>(rank).fill(given) : given;
}

/** `3` where all are equal, else `2x3`. */
export function formatSizes(given: readonly number[]): string {
  return given.every((one) => one === given[0]) ? String(given[0]) : given.join('x');
}
