import type { Ops, Tensor } from '../../../src/tf.js';
import type { Case, Cases } from '../case.js';
import { f32 } from '../compiled.js';

type Size = readonly [number, number, number];

/** A convolution or a pool over a volume of shape [batch, depth, height, width, channels]. */
interface Volume {
  readonly about: string;
  readonly volume: readonly [number, number, number, number, number];
  readonly kernel: Size;
  readonly strides?: Size;
  readonly pad?: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

const ROWS: readonly Volume[] = [
  { about: 'valid', volume: [2, 4, 5, 6, 3], kernel: [2, 3, 2] },
  { about: 'same', volume: [2, 3, 4, 5, 2], kernel: [3, 2, 3], pad: 'same' },
  { about: 'same, strides', volume: [1, 5, 4, 6, 2], kernel: [3, 3, 2], strides: [2, 1, 2], pad: 'same' },
  { about: 'a remainder', volume: [2, 6, 5, 7, 2], kernel: [3, 2, 2], strides: [2, 2, 3] },
  { about: 'one pixel', volume: [2, 2, 3, 2, 3], kernel: [1, 1, 1] },
  { about: 'a stride above the kernel', volume: [1, 5, 6, 4, 2], kernel: [1, 2, 1], strides: [3, 3, 2] },
];

const NUMBERED: readonly Volume[] = [
  { about: 'a number as pad', volume: [2, 3, 4, 5, 2], kernel: [2, 3, 3], pad: 1 },
  {
    about: 'rounded up',
    volume: [1, 5, 4, 6, 2],
    kernel: [3, 3, 2],
    strides: [2, 2, 3],
    pad: 1,
    dimRoundingMode: 'ceil',
  },
];

const FAR: Volume = { about: 'wide pads', volume: [1, 2, 3, 2, 2], kernel: [2, 2, 2], pad: 2 };

const TOLERANCE = { relative: 1e-5, absolute: 5e-5 };

const attributesOf = ({ kernel, strides = [1, 1, 1], pad = 'valid', dimRoundingMode, volume }: Volume) => ({
  filterSize: kernel,
  strides,
  pad,
  dimRoundingMode,
  inputShape: volume,
  filterShape: [...kernel, volume[4], OUT],
  dilations: 1,
});

const OUT = 3;

const run = (tf: Ops, kernel: string, inputs: Readonly<Record<string, Tensor>>, of: Volume) =>
  tf.engine().runKernel(kernel, inputs, attributesOf(of) as never) as Tensor;

const filterOf = ({ kernel, volume }: Volume) => f32([...kernel, volume[4], OUT]);

const convolution = (of: Volume): Case => ({
  about: of.about,
  inputs: [f32(of.volume), filterOf(of)],
  f: (tf, x, filter) => run(tf, 'Conv3D', { x: x!, filter: filter! }, of),
  ...TOLERANCE,
});

/** Some gradient of the shape that an operation gives. */
const change = (tf: Ops, { size, shape }: Tensor) =>
  tf.reshape(tf.sin(tf.range(0, size, 1, 'float32')), shape);

const toVolume = (of: Volume): Case => ({
  about: of.about,
  inputs: [f32(of.volume), filterOf(of)],
  f(tf, x, filter) {
    const dy = change(tf, run(tf, 'Conv3D', { x: x!, filter: filter! }, of));
    return run(tf, 'Conv3DBackpropInputV2', { dy, filter: filter! }, of);
  },
  ...TOLERANCE,
});

const toFilter = (of: Volume): Case => ({
  about: of.about,
  inputs: [f32(of.volume), filterOf(of)],
  f(tf, x, filter) {
    const dy = change(tf, run(tf, 'Conv3D', { x: x!, filter: filter! }, of));
    return run(tf, 'Conv3DBackpropFilterV2', { x: x!, dy }, of);
  },
  ...TOLERANCE,
});

const pool =
  (kernel: string) =>
  (of: Volume): Case => ({
    about: of.about,
    inputs: [f32(of.volume)],
    f: (tf, x) => run(tf, kernel, { x: x! }, of),
    ...TOLERANCE,
  });

/**
 * tfjs's cpu kernel mixes up rows and columns where windows are not square, and takes the last of equals. Here each
 * position of the window is a convolution that copies it: dy goes back to the first that was the maximum.
 */
function maxOracle(tf: Ops, input: Tensor, of: Volume): Tensor {
  const [batch, depth, height, width, channels] = of.volume;
  const output = run(tf, 'MaxPool3D', { x: input }, of);
  const apart = (x: Tensor) => {
    const first = tf.transpose(x, [0, 4, 1, 2, 3]);
    return tf.reshape(first, [batch * channels, ...first.shape.slice(2), 1]);
  };
  const single: Volume = { ...of, volume: [batch * channels, depth, height, width, 1] };
  // Above zero, so that padding is not the maximum.
  const [x, maxima, dy] = [tf.add(apart(input), 9), tf.add(apart(output), 9), apart(change(tf, output))];
  const size = of.kernel[0] * of.kernel[1] * of.kernel[2];
  let open = tf.onesLike(maxima);
  let dx = tf.zerosLike(x);
  for (let at = 0; at < size; at++) {
    const one = tf.cast(tf.equal(tf.range(0, size), at), 'float32');
    const filter = tf.reshape(one, [...of.kernel, 1, 1]);
    const hit = tf.mul(open, tf.cast(tf.equal(run(tf, 'Conv3D', { x, filter }, single), maxima), 'float32'));
    open = tf.sub(open, hit);
    const inputs = { dy: tf.mul(dy, hit), filter };
    dx = tf.add(dx, run(tf, 'Conv3DBackpropInputV2', inputs, single));
  }
  const back = tf.reshape(dx, [batch, channels, depth, height, width]);
  return tf.transpose(back, [0, 2, 3, 4, 1]);
}

const maxGradient = (of: Volume, repeated = false): Case => ({
  about: repeated ? `equal numbers, ${of.about}` : of.about,
  inputs: [repeated ? { ...f32(of.volume), data: f32(of.volume).data.map(Math.round) } : f32(of.volume)],
  f(tf, input) {
    const output = run(tf, 'MaxPool3D', { x: input! }, of);
    return run(tf, 'MaxPool3DGrad', { dy: change(tf, output), input: input!, output }, of);
  },
  oracle: (tf, input) => maxOracle(tf, input!, of),
  ...TOLERANCE,
});

/** tfjs's cpu kernel counts padding: dy is made up for it. */
const averageGradient = (of: Volume): Case => {
  const [depth, height, width] = of.kernel;
  const gradient = (tf: Ops, dy: Tensor, input: Tensor) => run(tf, 'AvgPool3DGrad', { dy, input }, of);
  const dyOf = (tf: Ops, x: Tensor) => change(tf, run(tf, 'AvgPool3D', { x }, of));
  return {
    about: of.about,
    inputs: [f32(of.volume)],
    f: (tf, x) => gradient(tf, dyOf(tf, x!), x!),
    oracle(tf, x) {
      const ones = tf.ones([...of.kernel, of.volume[4], OUT]);
      const seen = run(tf, 'Conv3D', { x: tf.onesLike(x!), filter: ones }, of);
      const pixels = tf.div(tf.slice(seen, [0, 0, 0, 0, 0], [-1, -1, -1, -1, 1]), of.volume[4]);
      return gradient(tf, tf.mul(dyOf(tf, x!), tf.div(depth * height * width, pixels)), x!);
    },
    ...TOLERANCE,
  };
};

/** Convolutions and pools in volumes, and their gradients. */
export const volumes: Cases = {
  AvgPool3D: [...ROWS, ...NUMBERED, FAR].map(pool('AvgPool3D')),
  AvgPool3DGrad: ROWS.map(averageGradient),
  Conv3D: ROWS.map(convolution),
  Conv3DBackpropFilterV2: ROWS.map(toFilter),
  Conv3DBackpropInputV2: ROWS.map(toVolume),
  MaxPool3D: [...ROWS, ...NUMBERED].map(pool('MaxPool3D')),
  MaxPool3DGrad: [...ROWS.map((row) => maxGradient(row)), ...ROWS.map((row) => maxGradient(row, true))],
};
