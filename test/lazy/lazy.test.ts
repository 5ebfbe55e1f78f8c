import { afterAll, describe, expect, it } from 'vitest';
import { kernels } from '../../src/kernels/index.js';
import { fallbacks } from '../../src/lazy/fallbacks.js';
import { pendingOf, workFor } from '../../src/lazy/pending.js';
import { useBackend } from '../../src/lazy/register.js';

const tf = await useBackend();
afterAll(async () => {
  await tf.setBackend('cpu');
});

describe('the backend dlx', () => {
  it('computes when a tensor is read', async () => {
    const y = tf.add(tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])), 1);
    expect([...y.dataSync()]).toEqual([12]);
    expect([...(await tf.square(y).data())]).toEqual([144]);
  });

  it('does not see what a caller writes into his array later', () => {
    const numbers = Float32Array.of(1, 2);
    const y = tf.neg(tf.tensor1d(numbers));
    numbers.fill(9);
    expect([...y.dataSync()]).toEqual([-1, -2]);
  });

  it('trains with an optimizer of tfjs', () => {
    const w = tf.variable(tf.scalar(4));
    const optimizer = tf.train.sgd(0.1);
    for (let i = 0; i < 3; i++) optimizer.minimize(() => tf.square(w) as never);
    expect(w.dataSync()[0]).toBeCloseTo(4 * 0.8 ** 3, 5);
  });

  it('counts tensors as tfjs does', () => {
    const before = tf.memory().numTensors;
    const kept = tf.tidy(() => tf.exp(tf.add(tf.scalar(1), 1)));
    expect(tf.memory().numTensors).toBe(before + 1);
    kept.dispose();
    expect(() => kept.dataSync()).toThrow('disposed');
  });

  it('says which kernel it lacks', () => {
    expect(() => tf.complex([1], [2])).toThrow("Kernel 'Complex' not registered for backend 'dlx'");
  });

  it('says which index is out of range, where it is known', () => {
    const x = tf.tensor1d([1, 2]);
    expect(() => tf.gather(x, tf.tensor1d([2], 'int32'))).toThrow('the index value 2 is not in [0, 1]');
    expect(() => tf.gather(x, tf.tensor1d([-1], 'int32'))).toThrow('the index value -1 is not in [0, 1]');
  });

  it('keeps text and changes its shape', async () => {
    const words = tf.squeeze(tf.fill([1, 2], 'word' as never));
    expect(words.shape).toEqual([2]);
    expect(await words.data()).toEqual(['word', 'word']);
  });

  it('computes what has no rule with the kernels of tfjs', () => {
    const { values } = tf.unique(tf.add(tf.tensor1d([3, 1, 3]), 1));
    expect([...values.dataSync()]).toEqual([4, 2]);
  });
});

describe('what has to be run', () => {
  const operation = (inputs: ReturnType<typeof pendingOf>[]) => {
    const output = pendingOf({ shape: [2], dtype: 'float32' });
    output.made = { op: 'Neg', inputs, attributes: {}, outputs: [output] };
    return output;
  };

  it('starts from numbers and keeps what tensors hold', () => {
    const x = pendingOf({ shape: [2], dtype: 'float32' }, Float32Array.of(1, 2));
    const [held, dropped] = [operation([x]), operation([x])];
    dropped.references = 0;
    const sum = pendingOf({ shape: [2], dtype: 'float32' });
    sum.made = { op: 'Add', inputs: [held, dropped], attributes: {}, outputs: [sum] };
    const work = workFor(sum);
    expect(work.from).toEqual([x]);
    expect(new Set(work.to)).toEqual(new Set([held, sum]));
    expect(work.graph.nodes.map(({ op }) => op)).toEqual(['Neg', 'Neg', 'Add']);
  });

  it('may be longer than the stack', () => {
    let last = pendingOf({ shape: [2], dtype: 'float32' }, new Float32Array(2));
    for (let i = 0; i < 20_000; i++) last = operation([last]);
    expect(workFor(last).graph.nodes).toHaveLength(20_000);
  });
});

it('has no fallback for a kernel with a rule', () => {
  const names = new Set(kernels.map(({ name }) => name));
  expect(Object.keys(fallbacks).filter((name) => names.has(name))).toEqual([]);
});
