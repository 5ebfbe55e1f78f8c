import { formatShape } from '../arrays.js';

/** The option `noise_shape` of layers that drop. */
export const noiseShape = {
  type: 'array',
  items: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] },
  description:
    'Shape of the mask, batch included; null takes the size of the input, 1 shares the mask along an axis.',
} as const;

export type MaskShape = (batch: number) => readonly number[];

/** The shape of the mask by batch size. Throws when `noise` does not broadcast to the input. */
export function maskShape(
  noise: readonly (number | null)[] | undefined,
  sample: readonly number[],
): MaskShape {
  if (noise === undefined) return (batch: number) => [batch, ...sample];
  const found = `noise_shape [${noise.map((size) => size ?? 'null').join(', ')}]`;
  if (noise.length !== sample.length + 1) {
    const expected = `expected ${sample.length + 1} axes, the batch and ${formatShape(sample)}`;
    throw new Error(`${found} has ${noise.length} axes: ${expected}`);
  }
  const fits = noise.every((size, at) => size === null || size === 1 || (at > 0 && size === sample[at - 1]));
  if (!fits) {
    throw new Error(
      `${found} does not fit batch x ${formatShape(sample)}: each axis must be null, 1 or the same size`,
    );
  }
  return (batch: number) => noise.map((size, at) => size ?? (at === 0 ? batch : sample[at - 1]!));
}
