import { describe, expect, it } from 'vitest';
import { verify } from '../../src/graph/verify.js';
import { lower } from '../../src/kernels/lower.js';
import { optimize } from '../../src/passes/index.js';
import type { Case } from './case.js';
import { differences, f32, i32, onCpu, runGraph, traced } from './compiled.js';
import { target } from './target.js';

const { NaN: nan, POSITIVE_INFINITY: most, NEGATIVE_INFINITY: least } = Number;
/** NaN first, last, between, alone, and in none. */
const ODD = f32([5, 3], [nan, 1, -2, 4, 3, nan, most, nan, least, nan, nan, nan, -1, 0, -5]);
/** Not first: tfjs's cpu kernel stays there, its others go on. Longer than a vector of the processor. */
const LATER = f32([4, 3], [1, nan, -2, 4, 3, nan, least, 0, nan, -1, 0, -5]);
const LONG = f32(
  [37],
  Array.from({ length: 37 }, (_, i) => (i % 7 === 3 ? nan : Math.sin(i))),
);

const CASES: readonly (Case & { readonly kernel: string })[] = [
  ...[ODD, LONG].flatMap((x) => {
    const axis = x.shape.length - 1;
    return [
      { kernel: 'Max', inputs: [x], f: (tf, a) => tf.max(a!, axis) },
      { kernel: 'Max', about: 'kept', inputs: [x], f: (tf, a) => tf.max(a!, axis, true) },
      { kernel: 'Min', inputs: [x], f: (tf, a) => tf.min(a!, axis) },
      { kernel: 'Min', about: 'over all', inputs: [x], f: (tf, a) => tf.min(a!) },
      { kernel: 'Sign', inputs: [x], f: (tf, a) => tf.sign(a!) },
      { kernel: 'Step', inputs: [x], f: (tf, a) => tf.step(a!) },
      { kernel: 'Step', about: 'below 0', inputs: [x], f: (tf, a) => tf.step(a!, 0.3) },
    ] as (Case & { kernel: string })[];
  }),
  ...[LATER, LONG].flatMap((x) => {
    const axis = x.shape.length - 1;
    return [
      { kernel: 'ArgMax', inputs: [x], f: (tf, a) => tf.argMax(a!, axis) },
      { kernel: 'ArgMin', inputs: [x], f: (tf, a) => tf.argMin(a!, axis) },
    ] as (Case & { kernel: string })[];
  }),
  {
    kernel: 'OneHot',
    about: 'of negative indices',
    inputs: [i32([4], [-1, 2, 3, -5])],
    f: (tf, x) => tf.oneHot(x as never, 3, 1, 0, 'float32'),
  },
  {
    kernel: 'UnsortedSegmentSum',
    about: 'of negative segments',
    inputs: [f32([4, 2]), i32([4], [2, -1, 0, -3])],
    f: (tf, x, at) => tf.unsortedSegmentSum(x!, at as never, 4),
  },
];

const rows = CASES.map((one) => ({
  ...one,
  title: [one.kernel, ...one.inputs.map(({ shape }) => `[${shape}]`), one.about].filter(Boolean).join(' '),
}));

describe('kernels lowered exactly say of NaN and of indices out of range what tfjs says', () => {
  it.each(rows)('$title', async ({ kernel, inputs, f }) => {
    const expected = onCpu(f, inputs);
    const graph = await traced(f, inputs);
    expect(graph.nodes.map(({ op }) => op)).toContain(kernel);
    const exact = lower(graph, true);
    verify(exact, 'lowering');
    for (const one of [exact, optimize(exact, target, true)]) {
      expect(differences(await runGraph(one, inputs), expected)).toEqual([]);
    }
  });

  it('takes operators that a compiled step does without', async () => {
    const count = async (exact: boolean) => {
      const graph = await traced((tf, x) => tf.max(tf.step(x!)), [ODD]);
      return lower(graph, exact).nodes.length;
    };
    expect(await count(false)).toBeLessThan(await count(true));
  });
});
