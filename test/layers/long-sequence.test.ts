import { expect, it } from 'vitest';
import { engines } from '../../src/engines/index.js';
import { layers } from '../../src/layers/index.js';
import { Stream } from '../../src/random.js';
import type { Tensor } from '../../src/tf.js';
import type { Traceable } from '../../src/trace/trace.js';
import { row } from '../support/keras.js';
import { QUIET } from '../support/layers.js';

const [BATCH, STEPS, FEATURES, UNITS] = [3, 100, 4, 5];

/** Output and gradients of a layer on a long sequence, some of whose steps are hidden. */
async function computed(engine: string, name: string) {
  const { part: layer, options } = row(layers, name, { units: UNITS, go_backwards: true });
  const { weights } = layer.build(options, [{ shape: [STEPS, FEATURES], dtype: 'float32' }], QUIET.find);
  const specs = [
    { name: 'x', shape: [BATCH, STEPS, FEATURES], dtype: 'float32' as const },
    ...weights!.map((weight) => ({ name: weight.name, shape: weight.shape, dtype: 'float32' as const })),
  ];
  const f: Traceable = (tf, inputs) => {
    const names = specs.map((spec) => spec.name);
    const output = (...[x, ...rest]: Tensor[]) => {
      const own = Object.fromEntries(rest.map((tensor, i) => [names[i + 1]!, tensor]));
      const mask = tf.greater(tf.slice(inputs.x!, [0, 0, 0], [BATCH, STEPS, 1]), -1);
      const masks = [tf.reshape(mask, [BATCH, STEPS])];
      return layer.apply(options, own, [x!], { ...QUIET, masks, tf, training: true, random: {} });
    };
    const given = names.map((one) => inputs[one]!);
    const gradients = tf.grads((...tensors) => tf.sum(tf.square(output(...tensors))))(given);
    return {
      output: output(...given),
      ...Object.fromEntries(gradients.map((gradient, i) => [`g:${names[i]}`, gradient])),
    };
  };
  const stream = new Stream(4, 'long');
  const from = Object.fromEntries(
    specs.map(({ name: key, shape }) => {
      const size = shape.reduce((product, one) => product * one, 1);
      return [key, Float32Array.from({ length: size }, () => stream.normal() * (key === 'x' ? 1 : 0.4))];
    }),
  );
  const runtime = await engines.find((one) => one.name === engine)!.load({} as never);
  const program = await runtime.compile({
    name: `${name} of ${STEPS} steps`,
    inputs: specs,
    f,
    from,
    to: {},
  });
  await program.run();
  const found = new Map([...program.outputs].map(([key, data]) => [key, Float32Array.from(data)]));
  await program.release();
  return found;
}

it.each(['LSTM', 'GRU'])(
  'computes an %s over a hundred steps, compiled, as the reference does',
  async (name) => {
    const [compiled, reference] = [await computed('onnx', name), await computed('cpu', name)];
    expect([...compiled.keys()].sort()).toEqual([...reference.keys()].sort());
    expect(compiled.size).toBe(5);
    for (const [key, expected] of reference) {
      const largest = Math.max(...expected.map(Math.abs));
      expect(largest, key).toBeGreaterThan(0.01);
      const actual = compiled.get(key)!;
      const off = Math.max(...expected.map((value, i) => Math.abs(value - actual[i]!)));
      expect(off / largest, key).toBeLessThan(1e-4);
    }
  },
);
