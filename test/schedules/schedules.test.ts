import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/index.js';
import type { Choice, Options } from '../../src/experiment/part.js';
import { rateAt, rateMisfit } from '../../src/optimizers/learning-rate.js';
import { schedules } from '../../src/schedules/index.js';
import { keras, row, uncovered } from '../support/keras.js';

interface Case {
  name: string;
  options: Options;
  steps: number[];
  rates: number[];
}

const cases = keras<Case[]>('schedules');
/** Not Keras's. */
const OWN = ['LinearWarmup'];

/** A schedule with the defaults of its options. */
const schedule = (name: string, given: Options): Choice => ({ [name]: row(schedules, name, given).options });
const rate = (learning_rate: Choice | number, step: number) => rateAt({ learning_rate }, step);

describe('rates are those of Keras', () => {
  it.each(cases)('$name $options', ({ name, options, steps, rates }) => {
    const given = schedule(name, options);
    for (const [i, step] of steps.entries()) {
      const found = rate(given, step);
      expect(Math.fround(found), `step ${step} is float32`).toBe(found);
      const start = (options.initial_learning_rate as number | undefined) ?? 1;
      const error = Math.abs(found - rates[i]!);
      expect(error, `step ${step}: found ${found}, Keras has ${rates[i]}`).toBeLessThanOrEqual(
        1e-6 * Math.abs(rates[i]!) + 1e-7 * start,
      );
    }
  });

  it('every schedule has a case', () => {
    expect(uncovered(schedules, cases)).toEqual(OWN);
  });

  it('the cases change their rate', () => {
    for (const { name, rates } of cases) expect(new Set(rates).size, name).toBeGreaterThan(1);
  });
});

describe('LinearWarmup', () => {
  const cosine = schedule('CosineDecay', { initial_learning_rate: 0.2, decay_steps: 20 });

  it('in front of CosineDecay is the warm-up of CosineDecay', () => {
    const own = schedule('LinearWarmup', {
      warmup_steps: 8,
      initial_learning_rate: 0.01,
      learning_rate: cosine,
    });
    const keras = schedule('CosineDecay', {
      initial_learning_rate: 0.01,
      decay_steps: 20,
      warmup_target: 0.2,
      warmup_steps: 8,
    });
    for (let step = 0; step < 40; step++) expect(rate(own, step)).toBe(rate(keras, step));
  });

  it('begins at 0 and rises to a number, or to another warm-up', () => {
    const inner = schedule('LinearWarmup', { warmup_steps: 2, initial_learning_rate: 0.5, learning_rate: 1 });
    const outer = schedule('LinearWarmup', { warmup_steps: 4, learning_rate: inner });
    const rates = Array.from({ length: 8 }, (_, step) => rate(outer, step));
    expect(rates).toEqual([0, 0.125, 0.25, 0.375, 0.5, 0.75, 1, 1]);
  });
});

describe('options that do not go together', () => {
  it.each([
    ['CosineDecay', { initial_learning_rate: 0.1, decay_steps: 9, warmup_steps: 3 }, 'without warmup_target'],
    ['PiecewiseConstantDecay', { boundaries: [3, 9], values: [1, 2] }, 'found 2 boundaries and 2 values'],
    ['PiecewiseConstantDecay', { boundaries: [3, 3], values: [1, 2, 3] }, 'found the boundary 3 after 3'],
  ])('%s %o', (name, options, message) => {
    const learning_rate = schedule(name, options);
    expect(rateMisfit({ learning_rate })).toContain(message);
    const within = schedule('LinearWarmup', { warmup_steps: 3, learning_rate });
    expect(rateMisfit({ learning_rate: within })).toMatch(/^learning_rate: /);
  });

  it('cases of Keras do', () => {
    for (const { name, options } of cases) {
      expect(rateMisfit({ learning_rate: schedule(name, options) })).toBeUndefined();
    }
    expect(rateMisfit({ learning_rate: 0.1 })).toBeUndefined();
  });
});

describe('overrides and sweeps reach into schedules', () => {
  const TEXT = `name: rates
data: {dataset: {synthetic_classification: {samples: 60, features: 4, classes: 3}}}
architecture: [{Dense: {units: 3, activation: softmax}}]
loss: sparse_categorical_crossentropy
optimizer: {sgd: {learning_rate: 0.1}}
`;
  const optimizer = (...overrides: string[]) =>
    parseExperiment(TEXT, { file: 'x.yaml', folder: '/nowhere', overrides }).value.optimizer;
  const [initial, steps] = ['initial_learning_rate', 'decay_steps'].map(
    (option) => `optimizer.sgd.learning_rate.CosineDecay.${option}`,
  );

  it('a number gives way to a schedule, whose options are set one by one', () => {
    expect(optimizer(`${initial}=0.5`, `${steps}=70`)).toMatchObject({
      sgd: {
        learning_rate: {
          CosineDecay: { initial_learning_rate: 0.5, decay_steps: 70, alpha: 0, warmup_steps: 0 },
        },
      },
    });
  });

  it('also to one within another', () => {
    const warm = 'optimizer.sgd.learning_rate.LinearWarmup';
    const within = `${warm}.learning_rate.InverseTimeDecay`;
    expect(
      optimizer(
        `${warm}.warmup_steps=5`,
        `${within}={initial_learning_rate: 1, decay_steps: 3, decay_rate: 0.5}`,
        `${within}.decay_rate=2`,
      ),
    ).toMatchObject({
      sgd: {
        learning_rate: {
          LinearWarmup: { warmup_steps: 5, learning_rate: { InverseTimeDecay: { decay_rate: 2 } } },
        },
      },
    });
  });

  it('an unknown one is named with the nearest', () => {
    expect(() => optimizer('optimizer.sgd.learning_rate.CosinDecay.alpha=1')).toThrow(/CosineDecay/);
    expect(() => optimizer(`${initial}=0.5`)).toThrow(/`decay_steps` is missing/);
  });
});
