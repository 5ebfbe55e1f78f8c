import { describe, expect, test } from 'vitest';
import { predictRun } from '../../src/predictions/predict.js';
import { runText } from '../pipeline/run.js';
import { abortAfter, bench, numbersOf, resume, TEXT } from './support.js';

/** No dropout and no callback: nothing but the optimizer remembers. */
const PLAIN = TEXT.replace(/ {2}callbacks:\n.*\n/, '').replace(/.*Dropout.*\n/, '');
const AVERAGED = '{adam: {learning_rate: 0.02, use_ema: true, ema_momentum: 0.9}}';
const withOptimizer = (optimizer: string, text = PLAIN) =>
  text.replace('optimizer: adam', `optimizer: ${optimizer}`);

/** Five steps an epoch: of all of these some update takes gradients of two epochs. */
const OPTIMIZERS = [
  AVERAGED,
  '{sgd: {learning_rate: 0.1, gradient_accumulation_steps: 3, clipnorm: 0.5}}',
  '{adamw: {amsgrad: true, use_ema: true, ema_overwrite_frequency: 2, gradient_accumulation_steps: 2}}',
  '{adagrad: {learning_rate: 0.1, global_clipnorm: 1}}',
  '{ftrl: {learning_rate: 0.1, use_ema: true, gradient_accumulation_steps: 4}}',
  '{nadam: {weight_decay: 0.1, clipvalue: 0.1}}',
  '{lamb: {learning_rate: {CosineDecay: {initial_learning_rate: 0.1, decay_steps: 25}}}}',
];

describe('what the optimizer remembers is in checkpoints', () => {
  test.each(OPTIMIZERS)('%s, interrupted anywhere', async (optimizer) => {
    const text = withOptimizer(optimizer);
    const expected = numbersOf((await bench(text).run()).folder);
    expect(expected.status).toBe('completed');
    for (const steps of [2, 5, 13]) {
      const { runsDir, run } = bench(text);
      expect((await run(abortAfter(steps))).record.status).toBe('interrupted');
      expect(numbersOf((await resume(runsDir)).folder)).toEqual(expected);
    }
  });

  test('a finished run whose weights became averages trains further with those that it had', async () => {
    const text = withOptimizer(AVERAGED);
    const whole = await bench(text).run({ overrides: ['training.epochs=9'] });
    const { runsDir, run } = bench(text);
    await run();
    const { folder } = await resume(runsDir, { overrides: ['training.epochs=9'] });
    expect(numbersOf(folder)).toEqual(numbersOf(whole.folder));
  });

  test('one that was interrupted in the evaluation of the averages evaluates them', async () => {
    const text = withOptimizer(AVERAGED);
    const expected = numbersOf((await bench(text).run()).folder);
    const { runsDir, run } = bench(text);
    const controller = new AbortController();
    const { listener } = abortAfter(1e9);
    const first = await run({
      listener: { ...listener!, end: () => controller.abort() },
      signal: controller.signal,
    });
    expect(first.record.status).toBe('interrupted');
    expect(numbersOf((await resume(runsDir)).folder)).toEqual(expected);
  });
});

describe('moving averages', () => {
  test('are not what is validated in training, but what is left in the end and predicts', async () => {
    const [plain, averaged] = await Promise.all(
      [AVERAGED.replace('use_ema: true, ema_momentum: 0.9', 'use_ema: false'), AVERAGED].map((optimizer) =>
        runText(withOptimizer(optimizer)),
      ),
    );
    expect(averaged!.epochs.map(({ val_loss }) => val_loss)).toEqual(
      plain!.epochs.map(({ val_loss }) => val_loss),
    );
    const last = Number(averaged!.epochs.at(-1)!.val_loss);
    expect(plain!.record.metrics.final.validation!.loss).toBe(last);
    const { loss } = averaged!.record.metrics.final.validation!;
    expect(loss).not.toBe(last);
    const { confirmed, weights } = await predictRun(averaged!);
    expect({ confirmed, weights }).toEqual({ confirmed: true, weights: 'averages at the end of epoch 6' });
  });

  test('give way to the best weights, where these are restored', async () => {
    const stopping = withOptimizer(AVERAGED, TEXT).replace('patience: 2', 'patience: 0');
    const { record, epochs } = await runText(stopping, 'optimizer.adam.learning_rate=0.2');
    const best = Math.min(...epochs.map(({ val_loss }) => Number(val_loss)));
    expect(record.metrics.final.validation!.loss).toBeCloseTo(best, 12);
  });
});
