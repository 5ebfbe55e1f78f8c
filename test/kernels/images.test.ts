import type { Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ops, Tensor } from '../../src/tf.js';
import { differences, f32, lowered, onCpu, type Plain, runGraph } from './compiled.js';

type Pair = [number, number];
type Network = (tf: Ops, ...operands: Tensor4D[]) => Tensor;

/** Value and gradients of a network, compiled and by tfjs's cpu kernels, before and after all passes. */
async function expectGradients(inputs: readonly Plain[], network: Network) {
  const program = (tf: Ops, ...operands: Tensor[]) => {
    const loss = (...xs: Tensor[]) => {
      const y = network(tf, ...(xs as Tensor4D[]));
      return tf.sum(tf.mul(y, tf.tensor(f32(y.shape).data, y.shape)));
    };
    const { value, grads } = tf.valueAndGrads(loss)(operands);
    return [value, ...grads];
  };
  const expected = onCpu(program, inputs);
  // Rounding errors are those of the sums, whose terms are smaller than the largest result.
  const largest = Math.max(1, ...expected.flatMap(({ data }) => Array.from(data, Math.abs)));
  for (const passes of [false, true]) {
    const found = await runGraph(await lowered(program, inputs, passes), inputs);
    const wrong = differences(found, expected, 1e-5, 5e-6 * largest);
    expect(wrong, passes ? 'after all passes' : 'lowered').toEqual([]);
  }
}

describe('the gradients of image networks compiled are those of tfjs', () => {
  it('convolution, pool, convolution, dense', () =>
    expectGradients(
      [f32([3, 11, 10, 2]), f32([3, 3, 2, 4]), f32([4]), f32([2, 2, 4, 3]), f32([12, 2])],
      (tf, x, first, bias, second, dense) => {
        const a = tf.maxPool(
          tf.relu(tf.add(tf.conv2d(x, first, 1, 'valid'), bias)) as Tensor4D,
          2,
          2,
          'valid',
        );
        const b = tf.tanh(tf.conv2d(a as Tensor4D, second, 2, 'same'));
        return tf.matMul(tf.reshape(tf.avgPool(b as Tensor4D, [1, 1], 1, 'valid'), [3, 12]), dense as never);
      },
    ));

  it('a residual block with a shortcut of 1x1', () =>
    expectGradients(
      [f32([2, 7, 7, 3]), f32([3, 3, 3, 4]), f32([3, 3, 4, 4]), f32([1, 1, 3, 4])],
      (tf, x, first, second, shortcut) => {
        const a = tf.tanh(tf.conv2d(x, first, 2, 'same')) as Tensor4D;
        const { mean, variance } = tf.moments(a, [0, 1, 2], true);
        const b = tf.mul(tf.sub(a, mean), tf.rsqrt(tf.add(variance, 1e-3))) as Tensor4D;
        return tf.add(tf.conv2d(b, second, 1, 'same'), tf.conv2d(x, shortcut, 2, 'same'));
      },
    ));

  it('a convolution and its transpose', () =>
    expectGradients([f32([2, 7, 6, 3]), f32([3, 2, 3, 2]), f32([3, 3, 1, 2])], (tf, x, down, up) => {
      const small = tf.sigmoid(tf.conv2d(x, down, 2, 'valid')) as Tensor4D;
      return tf.slice(tf.conv2dTranspose(small, up, [2, 5, 6, 1], 2, 'same'), [0, 1, 0, 0], [2, 3, 6, 1]);
    }));

  it('a separable convolution', () =>
    expectGradients(
      [f32([2, 5, 6, 2]), f32([3, 3, 2, 2]), f32([1, 1, 4, 3])],
      (tf, x, depthwise, pointwise) => tf.separableConv2d(x, depthwise, pointwise, 2, 'same'),
    ));

  it('a convolution in one dimension, padded before', () =>
    expectGradients([f32([2, 7, 3]), f32([3, 3, 2])], (tf, x, filter) => {
      const padded = tf.pad(x, [
        [0, 0],
        [2, 0],
        [0, 0],
      ]);
      return tf.conv1d(padded as never, filter as never, 1, 'valid');
    }));

  // tfjs's own gradients of resizing are right for one square image only; see cases/resizes.ts.
  it('pools of the whole image, reversed and resized', () =>
    expectGradients([f32([1, 6, 6, 3])], (tf, x) => {
      const wide = tf.image.resizeNearestNeighbor(tf.reverse(x, 2) as Tensor4D, [12, 12]);
      const large = tf.image.resizeBilinear(wide, [13, 9]);
      return tf.add(tf.max(large, [1, 2]), tf.mean(tf.maxPool(large, 3, 1, 'same'), [1, 2]));
    }));
});

const pair = (max: number) =>
  fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max })) as fc.Arbitrary<Pair>;

/** Images that are never smaller than the window. */
const shapes = fc.record({
  kernel: pair(4),
  strides: pair(3),
  extra: pair(7),
  pad: fc.constantFrom('same' as const, 'valid' as const),
  batch: fc.integer({ min: 1, max: 3 }),
  channels: fc.integer({ min: 1, max: 4 }),
  out: fc.integer({ min: 1, max: 4 }),
  pool: fc.constantFrom('max' as const, 'avg' as const),
});

const sized = ({
  batch,
  kernel,
  extra,
  channels,
}: {
  batch: number;
  kernel: Pair;
  extra: Pair;
  channels: number;
}) => f32([batch, kernel[0] + extra[0] - 1, kernel[1] + extra[1] - 1, channels]);

const SOME = { numRuns: 30, seed: 4 };

describe('of any size', () => {
  it('convolutions have the gradients of tfjs', () =>
    fc.assert(
      fc.asyncProperty(shapes, (of) =>
        expectGradients([sized(of), f32([...of.kernel, of.channels, of.out])], (tf, x, filter) =>
          tf.conv2d(x, filter, of.strides, of.pad),
        ),
      ),
      SOME,
    ));

  it('convolutions of channels that fill blocks have the gradients of tfjs', () => {
    const large = fc.record({
      sides: fc.tuple(fc.integer({ min: 5, max: 9 }), fc.integer({ min: 5, max: 9 })),
      kernel: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 4 })),
      strides: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
      pad: fc.constantFrom('valid' as const, 'same' as const),
      relu: fc.boolean(),
    });
    return fc.assert(
      fc.asyncProperty(large, ({ sides, kernel, strides, pad, relu }) =>
        expectGradients(
          [f32([6, ...sides, 16]), f32([...kernel, 16, 16]), f32([16])],
          (tf, x, filter, bias) => {
            const sum = tf.add(tf.conv2d(x, filter, strides, pad), bias as never);
            return relu ? tf.relu(sum) : sum;
          },
        ),
      ),
      { ...SOME, numRuns: 10 },
    );
  });

  it('depthwise convolutions have the gradients of tfjs', () =>
    fc.assert(
      fc.asyncProperty(shapes, (of) =>
        expectGradients([sized(of), f32([...of.kernel, of.channels, of.out])], (tf, x, filter) =>
          tf.depthwiseConv2d(x, filter, of.strides, of.pad),
        ),
      ),
      SOME,
    ));

  it('pools have the gradients of tfjs', () =>
    fc.assert(
      // tfjs's own gradient of averages is wrong where they are padded; see cases/pools.ts.
      fc.asyncProperty(shapes, ({ pool, pad, ...of }) =>
        expectGradients([sized(of)], (tf, x) =>
          pool === 'max'
            ? tf.maxPool(x, of.kernel, of.strides, pad)
            : tf.avgPool(x, of.kernel, of.strides, 'valid'),
        ),
      ),
      SOME,
    ));
});

describe('a window that cannot be laid', () => {
  it.each([
    ['a window of 3x3 does not fit an image of 2x5', 'Conv2D', { pad: 'valid' }],
    ['found dataFormat NCHW', 'DepthwiseConv2dNative', { pad: 'same', dataFormat: 'NCHW' }],
  ])('is an error: %s', async (message, kernel, attributes) => {
    const inputs = [f32([1, 2, 5, 1]), f32([3, 3, 1, 1])];
    const f = (tf: Ops, x: Tensor, filter: Tensor) =>
      tf.engine().runKernel(kernel, { x, filter }, { strides: [1, 1], ...attributes } as never) as Tensor;
    await expect(lowered(f as never, inputs)).rejects.toThrow(message);
  });
});

// A run that diverges must end with a NaN in its loss, not inside of the engine.
it.each([2, 3])('windows of %i of NaN alone have NaN as maximum, and a gradient', async (size) => {
  const image = f32([1, 4, 4, 2], new Float32Array(32).fill(Number.NaN));
  const f = (tf: Ops, x: Tensor) => {
    const pool = (y: Tensor) => tf.maxPool(y as Tensor4D, size, 1, 'same');
    return [pool(x), tf.grad((y: Tensor) => tf.sum(pool(y)))(x)];
  };
  const [pooled, gradient] = await runGraph(await lowered(f, [image], true), [image]);
  expect(pooled!.data.every(Number.isNaN)).toBe(true);
  expect(Array.from(gradient!.data).reduce((sum, x) => sum + x, 0)).toBe(32);
});
