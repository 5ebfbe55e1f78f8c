import type { GraphDType } from '../../../src/graph/graph.js';
import { Builder, build } from '../../graph/build.js';
import type { PassCase } from '../case.js';

const through = (...types: readonly GraphDType[]) =>
  build((g) => {
    const [from, ...rest] = types;
    const x = g.input('x', [4], from);
    return rest.reduce((value, to) => g.cast(value, to), x);
  });

export const casts: readonly PassCase[] = [
  { about: 'uint8 to int32 to float32', graph: () => through('uint8', 'int32', 'float32'), after: 'Cast' },
  { about: 'there and back', graph: () => through('bool', 'int32', 'bool', 'float32'), after: 'Cast' },
  { about: 'to its own type', graph: () => through('int32', 'float32', 'float32'), after: 'Cast' },
  { about: 'int32 to uint8 to float32 loses digits', graph: () => through('int32', 'uint8', 'float32') },
  { about: 'float32 to int32 to float32 truncates', graph: () => through('float32', 'int32', 'float32') },
  { about: 'int32 to float32 to int32 rounds', graph: () => through('int32', 'float32', 'int32') },
  { about: 'int32 to bool to float32 loses all but zero', graph: () => through('int32', 'bool', 'float32') },
];

export const common: readonly PassCase[] = [
  {
    about: 'the same operation twice, and what follows from it',
    graph: () =>
      build((g) => {
        const x = g.input('x', [3]);
        const [a, b] = [g.op('Neg', [g.op('Exp', [x], [3])], [3]), g.op('Neg', [g.op('Exp', [x], [3])], [3])];
        return g.op('Add', [a, b], [3]);
      }),
    after: 'Exp Neg Add',
  },
  {
    about: 'other attributes',
    graph: () =>
      build((g) => {
        const x = g.input('x', [3]);
        const [a, b] = [0.1, 0.2].map((alpha) => g.op('LeakyRelu', [x], [3], { alpha }));
        return g.op('Add', [a!, b!], [3]);
      }),
  },
  {
    about: 'other order of operands',
    graph: () =>
      build((g) => {
        const [x, z] = [g.input('x', [3]), g.input('z', [3])];
        return g.op('Mul', [g.op('Sub', [x, z], [3]), g.op('Sub', [z, x], [3])], [3]);
      }),
  },
];

export const deadCode: readonly PassCase[] = [
  {
    about: 'what nobody uses, and what only that used',
    graph: () =>
      build((g) => {
        const x = g.input('x', [3]);
        g.op('Add', [g.op('Exp', [x], [3]), g.full(2)], [3]);
        return g.op('Neg', [x], [3]);
      }),
    after: 'Neg',
  },
  {
    about: 'a constant that nobody uses',
    graph: () =>
      build((g) => {
        g.full(2);
        return g.op('Neg', [g.input('x', [3])], [3]);
      }),
    after: 'Neg',
  },
  {
    about: 'an output is a use',
    graph: () => {
      const g = new Builder();
      const a = g.op('Exp', [g.input('x', [3])], [3]);
      return g.graph({ a, b: g.op('Neg', [a], [3]) });
    },
  },
];

export const fold: readonly PassCase[] = [
  {
    about: 'a gradient of ones, spread and divided',
    graph: () =>
      build((g) => {
        const spread = g.op('Expand', [g.op('Reshape', [g.full(1), g.int64(1)], [1]), g.int64(2, 3)], [2, 3]);
        return g.op('Mul', [g.input('x', [2, 3]), g.op('Div', [spread, g.full(4)], [2, 3])], [2, 3]);
      }),
    after: 'Mul',
  },
  {
    about: 'a broadcast sum and a root',
    graph: () =>
      build((g) => {
        const sum = g.op('Add', [g.full(7, [2, 1]), g.full(2, [3])], [2, 3]);
        return g.op(
          'Sub',
          [g.input('x', [2, 3]), g.op('Neg', [g.op('Sqrt', [sum], [2, 3])], [2, 3])],
          [2, 3],
        );
      }),
    after: 'Sub',
  },
  {
    about: 'a cast',
    graph: () =>
      build((g) =>
        g.op(
          'Add',
          [g.input('x', [3]), g.cast(g.constant(Int32Array.of(1, 2, 3), [3], 'int32'), 'float32')],
          [3],
        ),
      ),
    after: 'Add',
  },
  { about: 'an input', graph: () => build((g) => g.op('Sqrt', [g.input('x', [3])], [3])) },
  {
    about: 'numbers that differ',
    graph: () => build((g) => g.op('Neg', [g.constant(Float32Array.of(1, 2), [2], 'float32')], [2])),
  },
];

export const reshapes: readonly PassCase[] = [
  {
    about: 'one after the other',
    graph: () =>
      build((g) =>
        g.op('Reshape', [g.op('Reshape', [g.input('x', [2, 3]), g.int64(6)], [6]), g.int64(3, 2)], [3, 2]),
      ),
    after: 'Reshape',
  },
  {
    about: 'there and back',
    graph: () =>
      build((g) => {
        const x = g.op('Exp', [g.input('x', [2, 3])], [2, 3]);
        return g.op('Reshape', [g.op('Reshape', [x, g.int64(6)], [6]), g.int64(2, 3)], [2, 3]);
      }),
    after: 'Exp',
  },
  {
    about: 'to the shape that it has',
    graph: () => build((g) => g.op('Neg', [g.op('Reshape', [g.input('x', [2]), g.int64(2)], [2])], [2])),
    after: 'Neg',
  },
  {
    about: 'a reduction that could have kept its axis',
    graph: () =>
      build((g) => {
        const sum = g.op('ReduceSum', [g.input('x', [2, 3]), g.int64(1)], [2], { keepdims: 0 });
        return g.op('Reshape', [sum, g.int64(2, 1)], [2, 1]);
      }),
    after: 'ReduceSum',
  },
  {
    about: 'a reduction to another shape',
    graph: () =>
      build((g) => {
        const sum = g.op('ReduceSum', [g.input('x', [2, 3]), g.int64(1)], [2], { keepdims: 0 });
        return g.op('Reshape', [sum, g.int64(1, 2)], [1, 2]);
      }),
  },
  {
    about: 'a reduction in use without the axis',
    graph: () => {
      const g = new Builder();
      const sum = g.op('ReduceSum', [g.input('x', [2, 3]), g.int64(1)], [2], { keepdims: 0 });
      return g.graph({ sum, wide: g.op('Reshape', [sum, g.int64(2, 1)], [2, 1]) });
    },
  },
];
