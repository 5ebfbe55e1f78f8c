import type { Ops, Tensor } from '../../../src/tf.js';
import type { Case, Cases } from '../case.js';
import { f32 } from '../compiled.js';

type Size = readonly [number, number];

interface Pool {
  readonly about?: string;
  readonly image: readonly [number, number, number, number];
  readonly filterSize: Size;
  readonly strides: Size;
  readonly pad?: 'valid' | 'same' | number | readonly Size[];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

const ROWS: readonly Pool[] = [
  { image: [2, 6, 4, 3], filterSize: [2, 2], strides: [2, 2] },
  { about: 'a remainder', image: [2, 7, 5, 2], filterSize: [2, 2], strides: [2, 2] },
  { about: 'same, odd', image: [2, 7, 5, 2], filterSize: [2, 2], strides: [2, 2], pad: 'same' },
  { about: 'overlapping', image: [2, 7, 6, 2], filterSize: [3, 3], strides: [1, 1] },
  {
    about: 'overlapping, stride 2, same',
    image: [2, 8, 7, 2],
    filterSize: [3, 3],
    strides: [2, 2],
    pad: 'same',
  },
  { about: 'stride 1, same', image: [1, 5, 4, 3], filterSize: [2, 3], strides: [1, 1], pad: 'same' },
  { about: 'overlapping along one axis', image: [1, 6, 6, 2], filterSize: [3, 2], strides: [2, 2] },
  { about: 'a stride above the window', image: [2, 9, 8, 1], filterSize: [2, 1], strides: [4, 3] },
  { about: 'in one dimension', image: [2, 1, 9, 3], filterSize: [1, 3], strides: [1, 2], pad: 'same' },
  { about: 'the whole image', image: [2, 4, 3, 2], filterSize: [4, 3], strides: [4, 3] },
  { about: 'windows of one pixel', image: [2, 3, 3, 2], filterSize: [1, 1], strides: [1, 1] },
  { about: 'windows of one pixel, stride 2', image: [2, 3, 4, 2], filterSize: [1, 1], strides: [2, 2] },
];

const PADDED: Pool = {
  about: 'pads of each side',
  image: [2, 5, 6, 2],
  filterSize: [3, 2],
  strides: [2, 2],
  pad: [
    [0, 0],
    [1, 0],
    [0, 1],
    [0, 0],
  ],
};

/** Windows over what lies past the image. */
const ROUNDED: readonly Pool[] = [
  {
    about: 'rounded',
    image: [2, 6, 7, 2],
    filterSize: [3, 3],
    strides: [2, 2],
    pad: 1,
    dimRoundingMode: 'round',
  },
  {
    about: 'rounded up',
    image: [1, 5, 6, 2],
    filterSize: [2, 2],
    strides: [2, 2],
    pad: 0,
    dimRoundingMode: 'ceil',
  },
];

/** As much padding as a window has pixels, or more: some windows see nothing of the image. */
const FAR: readonly Pool[] = [
  { about: 'wide pads', image: [2, 4, 3, 2], filterSize: [2, 2], strides: [1, 1], pad: 2 },
  {
    about: 'wide pads of one side',
    image: [2, 4, 5, 2],
    filterSize: [2, 3],
    strides: [2, 1],
    pad: [
      [0, 0],
      [3, 1],
      [0, 2],
      [0, 0],
    ],
  },
  {
    about: 'rounded up to a window of none',
    image: [1, 2, 2, 3],
    filterSize: [2, 2],
    strides: [3, 3],
    pad: 1,
    dimRoundingMode: 'ceil',
  },
  { about: 'one pixel, no change', image: [1, 2, 2, 3], filterSize: [1, 1], strides: [2, 2], pad: 1 },
];

const TOLERANCE = { relative: 1e-5, absolute: 1e-5 };
const attributesOf = ({ filterSize, strides, pad = 'valid', dimRoundingMode }: Pool) =>
  ({ filterSize, strides, pad, dimRoundingMode }) as never;
const about = (row: Pool) => (row.about ? { about: row.about } : {});

const forward = (kernel: string, rows: readonly Pool[]) =>
  rows.map(
    (row): Case => ({
      ...about(row),
      inputs: [f32(row.image)],
      f: (tf, x) => tf.engine().runKernel(kernel, { x: x! }, attributesOf(row)) as Tensor,
      ...TOLERANCE,
    }),
  );

/** Numbers of which many are equal. */
const repeated = (shape: readonly number[]) => ({ ...f32(shape), data: f32(shape).data.map(Math.round) });

/** Some gradient of the shape that a pool gives. */
const change = (tf: Ops, pooled: Tensor) => tf.sin(tf.mul(pooled, 7));

const maxGradient = (row: Pool, image = f32(row.image)): Case => ({
  ...about(row),
  inputs: [image],
  f(tf, input) {
    const output = tf.engine().runKernel('MaxPool', { x: input! }, attributesOf(row)) as Tensor;
    const inputs = { dy: change(tf, output), input: input!, output };
    return tf.engine().runKernel('MaxPoolGrad', inputs, attributesOf(row)) as Tensor;
  },
  ...TOLERANCE,
});

/** tfjs's cpu kernel counts padding: a depthwise convolution with ones, and how many pixels it saw. */
function averageOracle(tf: Ops, dy: Tensor, x: Tensor, pool: Pool): Tensor {
  const { filterSize, strides, pad = 'valid', dimRoundingMode } = pool;
  const ones = tf.ones([...filterSize, x.shape[3]!, 1]);
  const attributes = { strides, pad, dilations: [1, 1], inputShape: x.shape, dimRoundingMode };
  const seen = { x: tf.onesLike(x), filter: ones };
  const counts = tf.engine().runKernel('DepthwiseConv2dNative', seen, attributes as never) as Tensor;
  const inputs = { dy: tf.div(dy, counts), filter: ones };
  return tf.engine().runKernel('DepthwiseConv2dNativeBackpropInput', inputs, attributes as never) as Tensor;
}

function averageGradient(row: Pool): Case {
  const pooled = (tf: Ops, x: Tensor) => tf.engine().runKernel('AvgPool', { x }, attributesOf(row)) as Tensor;
  return {
    ...about(row),
    inputs: [f32(row.image)],
    f(tf, x) {
      const inputs = { dy: change(tf, pooled(tf, x!)), input: x! };
      return tf.engine().runKernel('AvgPoolGrad', inputs, attributesOf(row)) as Tensor;
    },
    oracle: (tf, x) => averageOracle(tf, change(tf, pooled(tf, x!)), x!, row),
    ...TOLERANCE,
  };
}

const all = [...ROWS, PADDED, ...ROUNDED];

/** Pools and their gradients. */
export const pools: Cases = {
  AvgPool: forward('AvgPool', [...all, ...FAR]),
  AvgPoolGrad: all.map(averageGradient),
  MaxPool: forward('MaxPool', [...all, ...FAR]),
  MaxPoolGrad: [
    ...all.map((row) => maxGradient(row)),
    ...ROWS.slice(0, 5).map((row) =>
      maxGradient({ ...row, about: `equal numbers, ${row.about ?? 'tiles'}` }, repeated(row.image)),
    ),
  ],
};
