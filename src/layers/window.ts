import { formatShape } from '../arrays.js';
import { formatSizes } from './sizes.js';

/** How a window (kernel, pool) slides; one number for each spatial axis. */
export interface Window {
  /** What messages call it. */
  readonly what: 'kernel' | 'pool';
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same' | 'causal';
  /** Distance between the elements of the window; 1 by default. */
  readonly dilation?: readonly number[];
}

/** Extents of what a window that slides over `extents` puts out. Throws where it does not fit. */
export function slide(window: Window, extents: readonly number[]): readonly number[] {
  const { what, size, strides, padding, dilation = size.map(() => 1) } = window;
  if (strides.some((one) => one > 1) && dilation.some((one) => one > 1)) {
    const found = `strides ${formatSizes(strides)} with dilation_rate ${formatSizes(dilation)}`;
    throw new Error(`${found}: one of the two must be 1`);
  }
  const spans = size.map((one, axis) => spanOf(one, dilation[axis]!));
  if (padding !== 'valid') return extents.map((extent, axis) => Math.ceil(extent / strides[axis]!));
  if (spans.some((span, axis) => span > extents[axis]!)) {
    const dilated = dilation.some((one) => one > 1) ? ` (${formatSizes(spans)} when dilated)` : '';
    const found = `${what} ${formatSizes(size)}${dilated} does not fit ${formatShape(extents)}`;
    throw new Error(`${found}: use a smaller ${what}_size, or padding: same`);
  }
  return extents.map((extent, axis) => Math.floor((extent - spans[axis]!) / strides[axis]!) + 1);
}

/** What a dilated window covers. */
export const spanOf = (size: number, dilation: number) => (size - 1) * dilation + 1;
