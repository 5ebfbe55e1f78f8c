import type { Value } from '../graph/graph.js';
import type { Emit } from './kernel.js';

/*
 * tfjs keeps channels last and convolution filters as [height, width, in, out]; onnxruntime has channels first.
 * A lowering changes the layout with a Transpose at its very edges, so that a pass can cancel those between
 * neighbours.
 */

export function permuted(x: Value, perm: readonly number[], emit: Emit): Value {
  return emit.op('Transpose', [x], { shape: perm.map((i) => x.shape[i]!), dtype: x.dtype }, { perm });
}

/** [batch, height, width, channels] -> [batch, channels, height, width] */
export const toNchw = (x: Value, emit: Emit) => permuted(x, [0, 3, 1, 2], emit);

/** [batch, channels, height, width] -> [batch, height, width, channels] */
export const toNhwc = (x: Value, emit: Emit) => permuted(x, [0, 2, 3, 1], emit);

/** [height, width, in, out] -> [out, in, height, width] */
export const toOihw = (filter: Value, emit: Emit) => permuted(filter, [3, 2, 0, 1], emit);

export function reshaped(x: Value, shape: readonly number[], emit: Emit): Value {
  return emit.op('Reshape', [x, emit.int64(shape)], { shape, dtype: x.dtype }, { allowzero: 1 });
}

export const nhwc = (batch: number, [height, width]: readonly [number, number], channels: number) => ({
  shape: [batch, height, width, channels],
  dtype: 'float32' as const,
});

export const nchw = (batch: number, [height, width]: readonly [number, number], channels: number) => ({
  shape: [batch, channels, height, width],
  dtype: 'float32' as const,
});
