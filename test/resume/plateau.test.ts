import { describe, expect, test } from 'vitest';
import { resumeRun } from '../../src/pipeline.js';
import { silent } from '../../src/training/listener.js';
import { runFile, runText } from '../pipeline/run.js';
import { abortAfter, bench, numbersOf, TEXT } from './support.js';

const PLATEAU = TEXT.replace(
  /EarlyStopping: .*/,
  'ReduceLROnPlateau: {monitor: val_loss, min_delta: 0.5, patience: 1, cooldown: 2, factor: 0.5}',
);

const rateOf = (line: string, columns: string) =>
  Number(line.split(',')[columns.split(',').indexOf('learning_rate')]);
const ratesOf = (csv: readonly string[]) => csv.slice(1, -1).map((line) => rateOf(line, csv[0]!));

describe('a learning rate that a callback has changed', () => {
  test('is that of the epochs after it', async () => {
    const { folder } = await bench(PLATEAU).run();
    const rates = ratesOf(numbersOf(folder).csv);
    expect(rates).toHaveLength(6);
    const half = (times: number) => Math.fround(Math.fround(0.001) * 0.5 ** times);
    expect(rates[0]).toBe(0.001);
    expect(rates[2]).toBe(half(1));
    expect(rates.at(-1)).toBe(half(2));
  });

  test('stays through interruptions: the numbers are those of a run without one', async () => {
    const expected = numbersOf((await bench(PLATEAU).run()).folder);
    for (const steps of [3, 12, 16, 21]) {
      const { runsDir, run } = bench(PLATEAU);
      expect((await run(abortAfter(steps))).record.status).toBe('interrupted');
      const { folder } = await resumeRun('last', { runsDir, listener: silent });
      expect(numbersOf(folder)).toEqual(expected);
    }
  });

  test('gives way to one that is set anew', async () => {
    const { runsDir, run } = bench(PLATEAU);
    await run(abortAfter(16));
    const overrides = ['optimizer.adam.learning_rate=0.3', 'training.callbacks=[]'];
    const { folder } = await resumeRun('last', { runsDir, listener: silent, overrides, force: true });
    expect(ratesOf(numbersOf(folder).csv).at(-1)).toBe(0.3);
  });
});

describe('a schedule', () => {
  const SCHEDULE = TEXT.replace(
    'optimizer: adam',
    'optimizer: {adam: {learning_rate: {LinearWarmup: {warmup_steps: 6, learning_rate: {CosineDecay: {initial_learning_rate: 0.02, decay_steps: 30}}}}}}',
  );

  test('goes on where it was', async () => {
    const expected = numbersOf((await bench(SCHEDULE).run()).folder);
    expect(new Set(ratesOf(expected.csv)).size).toBeGreaterThan(3);
    const { runsDir, run } = bench(SCHEDULE);
    await run(abortAfter(8));
    const { folder } = await resumeRun('last', { runsDir, listener: silent });
    expect(numbersOf(folder)).toEqual(expected);
  });

  test('does not stand beside a callback that changes the rate', async () => {
    const both = SCHEDULE.replace(/EarlyStopping: .*/, 'ReduceLROnPlateau');
    await expect(runText(both)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(
        /:18:7: training\.callbacks\[0\]\.ReduceLROnPlateau: changes the learning rate, which LinearWarmup decides for every step\n[\s\S]*give the optimizer a number/,
      ),
    });
  });

  test('whose options do not go together is named where it stands', async () => {
    const override =
      'optimizer.adam.learning_rate.PiecewiseConstantDecay={boundaries: [5], values: [0.1, 0.2, 0.3]}';
    const { file } = bench(
      TEXT.replace(
        'optimizer: adam',
        'optimizer: {adam: {learning_rate: {PiecewiseConstantDecay: {boundaries: [5], values: [1, 2]}}}}',
      ),
    );
    await expect(runFile(file, override)).rejects.toThrow(
      /optimizer\.adam\.learning_rate\.PiecewiseConstantDecay: found 1 boundaries and 3 values/,
    );
    const { record } = await runFile(
      file,
      'optimizer.adam.learning_rate.PiecewiseConstantDecay.boundaries=[3]',
    );
    expect(record.experiment.optimizer).toMatchObject({
      adam: { learning_rate: { PiecewiseConstantDecay: { boundaries: [3], values: [1, 2] } } },
    });
  });
});
