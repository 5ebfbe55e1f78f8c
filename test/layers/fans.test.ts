import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../src/arrays.js';
import type { Options } from '../../src/experiment/part.js';
import { fansOf } from '../../src/initializers/fans.js';
import { layers } from '../../src/layers/index.js';
import { initialize, type Weight } from '../../src/model/weights.js';
import { keras, row } from '../support/keras.js';
import { QUIET } from '../support/layers.js';

interface Case {
  readonly name: string;
  readonly options: Options;
  readonly inputs: number[][];
  /** Of the kernels in the order of Keras's weights: [in, out]. */
  readonly fans: readonly [number, number][];
  readonly kernels: readonly string[];
}

const cases = keras<Case[]>('layers', 'fans');

describe('initializers are given the fans that Keras gives them', () => {
  it.each(cases)('$name $options', ({ name, options, inputs, fans, kernels }) => {
    const filled = row(layers, name, options);
    const specs = inputs.map((shape) => ({ shape, dtype: 'float32' as const }));
    const built = filled.part.build(filled.options, specs, QUIET.find);
    const own = built.weights!.filter((spec) => /(^|\/)kernel$/.test(spec.name));
    expect(own.map((spec) => spec.name)).toEqual(kernels);
    const found = own.map((spec) => spec.fans ?? [fansOf(spec.shape).in, fansOf(spec.shape).out]);
    expect(found).toEqual(fans);
  });

  it.each([
    ['glorot_uniform', Math.sqrt(6 / (7 + 12))],
    ['he_uniform', Math.sqrt(6 / 7)],
    ['lecun_uniform', Math.sqrt(3 / 7)],
  ])('%s fills a kernel by them, whatever its shape', (initializer, limit) => {
    const shape = [7, 30, 40];
    const size = sizeOf(shape);
    const about = { key: 'a/kernel', layer: 'a', name: 'kernel', trained: true, offset: 0 };
    const weight: Weight = { ...about, shape, size, initializer, fans: [7, 12] };
    const parameters = new Float32Array(size);
    initialize(
      { weights: [weight], parameters: size, state: 0 },
      { parameters, state: new Float32Array() },
      1,
    );
    const most = parameters.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    expect(most).toBeLessThanOrEqual(limit);
    expect(most).toBeGreaterThan(0.99 * limit);
  });
});
