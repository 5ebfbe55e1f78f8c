/** What is added or cut off in front of an axis and behind it. */
export type Margin = readonly [number, number];

const amount = { type: 'integer', minimum: 0 } as const;
const pair = { type: 'array', items: amount, minItems: 2, maxItems: 2 } as const;

/** Schema of margins of a sequence: `1` for both ends, or `[1, 2]`. */
export const margin1D = { anyOf: [amount, pair] } as const;

/** Schema of margins of an image: `1`, `[height, width]`, or `[[top, bottom], [left, right]]`. */
export const margin2D = {
  anyOf: [amount, pair, { type: 'array', items: pair, minItems: 2, maxItems: 2 }],
} as const;

export const marginOf1D = (given: number | readonly number[]): Margin =>
  typeof given === 'number' ? [given, given] : (given as Margin);

export function marginsOf2D(
  given: number | readonly (number | readonly number[])[],
): readonly [Margin, Margin] {
  const axes = typeof given === 'number' ? [given, given] : given;
  return axes.map((axis) => marginOf1D(axis)) as unknown as readonly [Margin, Margin];
}

/** An extent without its margins. Throws where nothing would be left. */
export function cropped(extent: number, [before, after]: Margin, axis: string): number {
  if (before + after < extent) return extent - before - after;
  throw new Error(
    `cropping [${before}, ${after}] leaves nothing of ${extent} ${axis}: crop less than ${extent}`,
  );
}
