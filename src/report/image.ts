import { extent } from 'd3-array';
import { encode } from 'fast-png';
import type { NDArray, Spec } from '../arrays.js';

/** Smallest side and largest ratio of sides of what is taken for an image where it has no axis of channels. */
const [LEAST, RATIO] = [8, 4];
const CHANNELS: readonly (number | undefined)[] = [1, 3, 4];

/** Whether rows of this shape are images: [height, width] or [height, width, channels] with 1, 3 or 4 channels. */
export function areImages({ shape }: Spec): boolean {
  const [height = 0, width = 0, channels] = shape;
  if (shape.length === 3) return CHANNELS.includes(channels) && height > 1 && width > 1;
  const [short, long] = [Math.min(height, width), Math.max(height, width)];
  return shape.length === 2 && short >= LEAST && long / short <= RATIO;
}

/**
 * One row of images as a PNG in a data URI. Bytes are taken as they are; other numbers are stretched so that the least
 * is black and the highest white, but from 0 to 1 or to 255 where all of the row lies there.
 */
export function imageOf({ shape, dtype, data }: NDArray, row: number): string {
  const [, height, width, channels = 1] = shape as [number, number, number, number?];
  const size = height * width * channels;
  const values = data.subarray(row * size, (row + 1) * size);
  const bytes = dtype === 'uint8' ? (values as Uint8Array) : stretched(values);
  const png = encode({ width, height, channels: channels as 1 | 3 | 4, depth: 8, data: bytes.slice() });
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}

function stretched(values: Float32Array | Int32Array | Uint8Array): Uint8Array {
  const [low = 0, high = 0] = extent(values);
  const [from, to] = low >= 0 && high <= 255 ? [0, high <= 1 ? 1 : 255] : [low, high];
  return Uint8Array.from(values, (value) => Math.round((255 * (value - from)) / (to - from || 1)));
}
