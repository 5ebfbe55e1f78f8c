import type { Attributes } from '../../../src/graph/graph.js';
import { build } from '../../graph/build.js';
import type { PassCase } from '../case.js';

interface Wanted {
  readonly op?: 'Conv' | 'ConvTranspose';
  /** [batch, channels, height, width] */
  readonly x?: readonly number[];
  readonly filter?: readonly number[];
  readonly y?: readonly number[];
  readonly bias?: boolean;
  readonly relu?: boolean | 'and more';
  readonly attributes?: Attributes;
}

/** A convolution of 9x8 images, 16 channels to 32, unless told otherwise. */
const conv = ({ op = 'Conv', attributes, bias, relu, ...shapes }: Wanted = {}) =>
  build((g) => {
    const filter = shapes.filter ?? [32, 16, 3, 3];
    const channels = filter[op === 'Conv' ? 0 : 1]!;
    const y = shapes.y ?? [20, channels, 7, 6];
    const kernel = { kernel_shape: filter.slice(2), strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] };
    const operands = [g.input('x', shapes.x ?? [20, 16, 9, 8]), g.input('w', filter)];
    if (bias) operands.push(g.input('b', [channels]));
    const sum = g.op(op, operands, y, { ...kernel, ...attributes });
    if (!relu) return sum;
    const positive = g.op('Relu', [sum], y);
    return relu === true ? positive : g.op('Add', [positive, sum], y);
  });

const BLOCKED = 'Reshape Transpose Reshape Conv ReorderOutput'.replace(
  /Conv|Reorder\w+/g,
  'com.microsoft.nchwc.$&',
);
const FIRST = `com.microsoft.nchwc.ReorderInput ${BLOCKED}`;
const TURNED = `Slice ${FIRST}`;
// Sums of 144 products of up to 4 each.
const close = { relative: 1e-5, absolute: 3e-4 };

export const imageBlocks: readonly PassCase[] = [
  { about: 'a convolution', graph: () => conv(), after: FIRST, ...close },
  {
    about: 'with a bias, pads, strides and dilations',
    graph: () =>
      conv({
        bias: true,
        y: [20, 32, 4, 5],
        attributes: { strides: [2, 1], dilations: [1, 2], pads: [0, 1, 1, 0] },
      }),
    after: FIRST,
    ...close,
  },
  { about: 'with an activation', graph: () => conv({ bias: true, relu: true }), after: FIRST, ...close },
  {
    about: 'with an activation that is not all that wants the sum',
    graph: () => conv({ relu: 'and more' }),
    after: `${FIRST} Relu Add`,
    ...close,
  },
  {
    about: 'the gradient of one',
    graph: () => conv({ op: 'ConvTranspose', filter: [16, 32, 3, 3], y: [20, 32, 11, 10] }),
    after: TURNED,
    ...close,
  },
  {
    about: 'the gradient of one with uneven pads and dilations',
    graph: () =>
      conv({
        op: 'ConvTranspose',
        filter: [16, 32, 2, 3],
        y: [20, 32, 9, 11],
        attributes: { pads: [0, 1, 1, 0], dilations: [1, 2] },
      }),
    after: TURNED,
    ...close,
  },
  {
    about: 'channels that fill no block',
    graph: () => conv({ x: [20, 12, 9, 8], filter: [32, 12, 3, 3] }),
  },
  { about: 'filters that fill no block', graph: () => conv({ filter: [20, 16, 3, 3] }) },
  {
    about: 'groups',
    graph: () => conv({ filter: [32, 8, 3, 3], attributes: { group: 2 } }),
  },
  {
    about: 'kernels of one pixel, which gain nothing',
    graph: () => conv({ filter: [32, 16, 1, 1], y: [20, 32, 9, 8] }),
  },
  {
    about: 'filters larger than the images',
    graph: () => conv({ x: [1, 16, 9, 8], y: [1, 32, 7, 6] }),
  },
  {
    about: 'a gradient with strides',
    graph: () =>
      conv({
        op: 'ConvTranspose',
        filter: [16, 32, 3, 3],
        y: [20, 32, 19, 17],
        attributes: { strides: [2, 2] },
      }),
  },
  {
    about: 'a gradient with more pads than its kernel reaches',
    graph: () =>
      conv({
        op: 'ConvTranspose',
        filter: [16, 32, 2, 2],
        y: [20, 32, 6, 5],
        attributes: { pads: [2, 2, 2, 2] },
      }),
  },
];
