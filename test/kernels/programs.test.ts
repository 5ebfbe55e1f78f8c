import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ops, Tensor } from '../../src/tf.js';
import { differences, f32, lowered, onCpu, runGraph } from './compiled.js';

type Step = (tf: Ops, values: readonly Tensor[]) => Tensor;

const pick = <T>(items: readonly T[], at: number): T => items[at % items.length]!;

/** Smooth, bounded functions: rounding errors of a chain of them stay small. */
const UNARY = ['tanh', 'sigmoid', 'relu', 'abs', 'neg', 'square', 'softplus', 'sin', 'step'] as const;
const BINARY = ['add', 'sub', 'mul'] as const;
const REDUCE = ['sum', 'mean', 'max', 'min'] as const;
const NUMBERS = [0, 1, -1, 0.5, 2, -0.25];

const index = fc.nat(1000);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.constantFrom(...UNARY), index).map(
    ([name, at]): Step =>
      (tf, values) =>
        tf[name](bounded(tf, pick(values, at))),
  ),
  fc.tuple(fc.constantFrom(...BINARY), index, index).map(
    ([name, a, b]): Step =>
      (tf, values) =>
        tf[name](bounded(tf, pick(values, a)), pick(values, b)),
  ),
  fc.tuple(fc.constantFrom(...BINARY, 'div'), index, fc.constantFrom(...NUMBERS), fc.boolean()).map(
    ([name, at, number, swap]): Step =>
      (tf, values) => {
        const x = pick(values, at);
        if (name === 'div') return tf.div(x, number === 0 ? 3 : number);
        const c = swap ? tf.fill(x.shape, number) : tf.scalar(number);
        return swap ? tf[name](c, x) : tf[name](x, c);
      },
  ),
  fc.tuple(fc.constantFrom(...REDUCE), index, fc.constantFrom(0, 1, -1, undefined)).map(
    ([name, at, axis]): Step =>
      (tf, values) =>
        tf[name](pick(values, at), axis, true),
  ),
  fc.tuple(index, fc.boolean()).map(
    ([at, back]): Step =>
      (tf, values) => {
        const x = pick(values, at);
        const wide = tf.reshape(x, [1, ...x.shape, 1]);
        return back ? tf.reshape(wide, x.shape) : tf.transpose(tf.transpose(x));
      },
  ),
);

/** Keeps squares of squares from growing past float32. */
const bounded = (tf: Ops, x: Tensor) => tf.clipByValue(x, -3, 3);

it('random programs and their gradients compute the same compiled, rewritten and not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const inputs = [f32([2, 3]), f32([1, 3]), f32([2, 1])];
      const last = (tf: Ops, xs: readonly Tensor[]) => {
        const values = [...xs];
        for (const one of steps) values.push(one(tf, values));
        return values.at(-1)!;
      };
      const program = (tf: Ops, ...xs: Tensor[]) => {
        // All inputs take part, so that all have a gradient.
        const f = (...ys: Tensor[]) =>
          tf.add(tf.mean(last(tf, ys)), tf.sum(tf.concat(ys.map((y) => tf.reshape(y, [-1])))));
        const { value, grads } = tf.valueAndGrads(f)(xs);
        return [last(tf, xs), value, ...grads];
      };
      const expected = onCpu(program, inputs);
      for (const passes of [false, true]) {
        const found = await runGraph(await lowered(program, inputs, passes), inputs);
        expect(differences(found, expected, 1e-5, 1e-5), passes ? 'after all passes' : 'lowered').toEqual([]);
      }
    }),
    { numRuns: 150, seed: 3 },
  );
});
