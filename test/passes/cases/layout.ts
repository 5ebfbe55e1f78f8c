import { newValue, type Value } from '../../../src/graph/graph.js';
import { type Builder, build } from '../../graph/build.js';
import type { PassCase } from '../case.js';

const LAST = { perm: [0, 2, 3, 1] };
const FIRST = { perm: [0, 3, 1, 2] };

export const layout: readonly PassCase[] = [
  {
    about: 'two convolutions and what is between them stay in one layout',
    graph: () =>
      build((g) => {
        const x = g.op('Transpose', [g.input('x', [2, 3, 5, 4])], [2, 5, 4, 3], LAST);
        const y = g.op('Relu', [g.op('Add', [x, g.input('bias', [3])], [2, 5, 4, 3])], [2, 5, 4, 3]);
        return g.op('Transpose', [y], [2, 3, 5, 4], FIRST);
      }),
    after: 'Reshape Reshape Add Relu',
  },
  {
    about: 'a condition, scalars and another type',
    graph: () =>
      build((g) => {
        const x = g.op('Transpose', [g.input('x', [2, 3, 5, 4])], [2, 5, 4, 3], LAST);
        const mask = g.op('Greater', [x, g.full(0)], [2, 5, 4, 3], {}, 'bool');
        const y = g.op('Where', [mask, x, g.full(0, [1, 1])], [2, 5, 4, 3], {}, 'float32');
        return g.op('Transpose', [y], [2, 3, 5, 4], FIRST);
      }),
    after: 'Greater Reshape Where',
  },
  {
    about: 'an operand that lies the other way is turned, once',
    graph: () =>
      build((g) => {
        const x = g.op('Transpose', [g.input('x', [2, 3, 5, 4])], [2, 5, 4, 3], LAST);
        const y = g.op('Mul', [x, g.input('mask', [2, 5, 4, 3])], [2, 5, 4, 3]);
        return g.op('Transpose', [y], [2, 3, 5, 4], FIRST);
      }),
    after: 'Transpose Mul',
  },
  {
    about: 'a sum over rows and positions: the gradient of a bias',
    graph: () =>
      build((g) => {
        const x = g.op('Transpose', [g.input('x', [2, 3, 5, 4])], [2, 5, 4, 3], LAST);
        return g.op('ReduceSum', [x, g.int64(0, 1, 2)], [3], { keepdims: 0 });
      }),
    after: 'ReduceSum Reshape Reshape',
    relative: 1e-6,
  },
  {
    about: 'a maximum over channels that keeps its axis',
    graph: () =>
      build((g) => {
        const x = g.op('Transpose', [g.input('x', [2, 3, 5, 4])], [2, 5, 4, 3], LAST);
        return g.op('ReduceMax', [x, g.int64(3)], [2, 5, 4, 1], { keepdims: 1 });
      }),
    after: 'ReduceMax Reshape',
  },
  {
    about: 'not a Transpose in the other direction: the two would chase each other',
    graph: () =>
      build((g) => {
        const x = g.op('Transpose', [g.input('x', [2, 5, 4, 3])], [2, 3, 5, 4], FIRST);
        return g.op('Relu', [x], [2, 3, 5, 4]);
      }),
  },
  {
    about: 'not through a Reshape, which reads elements in their order',
    graph: () =>
      build((g) => {
        const x = g.op('Transpose', [g.input('x', [2, 3, 5, 4])], [2, 5, 4, 3], LAST);
        return g.op('Reshape', [x, g.int64(2, 60)], [2, 60], { allowzero: 1 });
      }),
  },
];

export const transposes: readonly PassCase[] = [
  {
    about: 'there and back again',
    graph: () =>
      build((g) => {
        const x = g.op('Transpose', [g.input('x', [2, 3, 5])], [5, 2, 3], { perm: [2, 0, 1] });
        return g.op('Relu', [g.op('Transpose', [x], [2, 3, 5], { perm: [1, 2, 0] })], [2, 3, 5]);
      }),
    after: 'Relu',
  },
  {
    about: 'two in a row are one',
    graph: () =>
      build((g) => {
        const x = g.op('Transpose', [g.input('x', [2, 3, 5])], [5, 2, 3], { perm: [2, 0, 1] });
        return g.op('Transpose', [x], [2, 5, 3], { perm: [1, 0, 2] });
      }),
    after: 'Transpose',
  },
  {
    about: 'one that moves a single channel moves nothing',
    graph: () => build((g) => g.op('Transpose', [g.input('x', [2, 5, 4, 1])], [2, 1, 5, 4], FIRST)),
    after: 'Reshape',
  },
  {
    about: 'not one that moves something',
    graph: () => build((g) => g.op('Transpose', [g.input('x', [2, 5, 4, 3])], [2, 3, 5, 4], FIRST)),
  },
];

const CONV = { kernel_shape: [3, 3] };

export const convBias: readonly PassCase[] = [
  {
    about: 'a bias for each channel',
    graph: () =>
      build((g) => {
        const y = g.op('Conv', [g.input('x', [2, 3, 5, 4]), g.input('w', [6, 3, 3, 3])], [2, 6, 3, 2], CONV);
        return g.op('Add', [y, g.input('b', [1, 6, 1, 1])], [2, 6, 3, 2]);
      }),
    after: 'Reshape Conv',
    relative: 1e-6,
  },
  {
    about: 'from the left, and through the Reshape that made it broadcast',
    graph: () =>
      build((g) => {
        const y = g.op('Conv', [g.input('x', [2, 3, 5, 4]), g.input('w', [6, 3, 3, 3])], [2, 6, 3, 2], CONV);
        const b = g.op('Reshape', [g.input('b', [6]), g.int64(6, 1, 1)], [6, 1, 1], { allowzero: 1 });
        return g.op('Add', [b, y], [2, 6, 3, 2]);
      }),
    after: 'Conv',
    relative: 1e-6,
  },
  {
    about: 'not what varies over positions',
    graph: () =>
      build((g) => {
        const y = g.op('Conv', [g.input('x', [2, 3, 5, 4]), g.input('w', [6, 3, 3, 3])], [2, 6, 3, 2], CONV);
        return g.op('Add', [y, g.input('b', [2])], [2, 6, 3, 2]);
      }),
  },
  {
    about: 'not where the product is used twice',
    graph: () =>
      build((g) => {
        const y = g.op('Conv', [g.input('x', [2, 3, 5, 4]), g.input('w', [6, 3, 3, 3])], [2, 6, 3, 2], CONV);
        return g.op('Mul', [y, g.op('Add', [y, g.input('b', [1, 6, 1, 1])], [2, 6, 3, 2])], [2, 6, 3, 2]);
      }),
  },
];

const POOL = { kernel_shape: [2, 2], strides: [2, 2] };

/** Forward and backward of Relu and MaxPool, as they are traced. */
const pooling = (g: Builder, searches: (x: Value) => readonly [Value, Value], by = 'Where') => {
  const x = g.op('Relu', [g.input('x', [2, 3, 4, 4])], [2, 3, 4, 4]);
  const [y, places] = searches(x);
  const shape = g.int64(2, 3, 4, 4);
  const back = g.op('MaxUnpool', [g.op('Exp', [y], [2, 3, 2, 2]), places, shape], [2, 3, 4, 4], POOL);
  const mask = g.op('Greater', [x, g.full(0)], [2, 3, 4, 4], {}, 'bool');
  if (by === 'Mul') return g.op('Mul', [g.cast(mask, 'float32'), back], [2, 3, 4, 4]);
  return g.op('Where', [mask, back, g.full(0)], [2, 3, 4, 4], {}, 'float32');
};

/** Two outputs, which the builder has no word for. */
const search = (g: Builder, x: Value): readonly [Value, Value] => {
  const y = g.op('MaxPool', [x], [2, 3, 2, 2], POOL);
  const node = g.nodes.pop()!;
  const places = newValue({ shape: [2, 3, 2, 2], dtype: 'int64' });
  g.nodes.push({ ...node, outputs: [y, places] });
  return [y, places];
};

export const poolIndices: readonly PassCase[] = [
  {
    about: 'forward and backward share one search',
    graph: () => build((g) => pooling(g, (x) => [g.op('MaxPool', [x], [2, 3, 2, 2], POOL), search(g, x)[1]])),
    after: 'Relu MaxPool Exp MaxUnpool Greater Where',
  },
  {
    about: 'not pools of other sizes',
    graph: () =>
      build((g) => {
        const one = { kernel_shape: [2, 2], strides: [2, 2], pads: [0, 0, 0, 0] };
        return pooling(g, (x) => [g.op('MaxPool', [x], [2, 3, 2, 2], one), search(g, x)[1]]);
      }),
  },
  { about: 'nothing to share', graph: () => build((g) => pooling(g, (x) => search(g, x))) },
];

export const unpoolMask: readonly PassCase[] = [
  {
    about: 'the mask moves to the pooled side',
    graph: () => build((g) => pooling(g, (x) => search(g, x))),
    after: 'Relu MaxPool Exp Greater Where MaxUnpool',
  },
  {
    about: 'a mask that is multiplied with',
    graph: () => build((g) => pooling(g, (x) => search(g, x), 'Mul')),
    after: 'Relu MaxPool Exp Greater Cast Mul MaxUnpool',
  },
  {
    about: 'not a mask of something else',
    graph: () => build((g) => pooling(g, (x) => search(g, g.op('Neg', [x], [2, 3, 4, 4])))),
  },
];
