import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SweepListener } from '../../src/sweeps/listener.js';
import { unheard } from '../../src/sweeps/listener.js';
import { readSweepFolder } from '../../src/sweeps/record/read.js';
import type { StoredSweep } from '../../src/sweeps/record/record.js';
import { Pretended, sweepOf } from './pretend.js';

const RATE = 'optimizer.adam.learning_rate';
const UNITS = 'architecture[0].Dense.units';

const law = (values: ReadonlyMap<string, unknown>, epoch: number) => {
  const rate = Number(values.get(RATE));
  const units = Number(values.get(UNITS) ?? 6);
  return Math.abs(Math.log10(rate) + 2.3) + 1 / units + 1 / epoch;
};

const GRID = `method: grid
metric: {name: val_loss}
parameters:
  ${RATE}: {values: [0.1, 0.01, 0.001]}
  ${UNITS}: {values: [4, 8]}
`;

const BAYES = `method: tpe
metric: {name: val_loss}
parameters:
  ${RATE}: {distribution: log_uniform_values, min: 1e-4, max: 1}
  ${UNITS}: {values: [4, 8, 16]}
run_cap: 30
seed: 7
`;

const results = ({ trials }: StoredSweep) =>
  trials.map(({ number, values, status, objectives, epochs }) => ({
    number,
    values,
    status,
    objectives,
    epochs,
  }));

/** Aborts at the n-th thing that is heard of a sweep. */
function abortAt(n: number): { listener: SweepListener; signal: AbortSignal } {
  const controller = new AbortController();
  let heard = 0;
  const count = () => ++heard === n && controller.abort();
  const listener = { ...unheard, began: count, epoch: count, ended: count };
  return { listener, signal: controller.signal };
}

describe('a sweep', () => {
  test('trains every trial of a grid once, and says what came of it', async () => {
    const { run } = sweepOf(GRID);
    const executor = new Pretended(3, law);
    const done = await run(executor);
    expect(done.record).toMatchObject({ status: 'completed', method: 'grid', workers: 3, error: null });
    expect(done.trials.map(({ values }) => [values[RATE], values[UNITS]])).toEqual([
      [0.1, 4],
      [0.1, 8],
      [0.01, 4],
      [0.01, 8],
      [0.001, 4],
      [0.001, 8],
    ]);
    expect(new Set(done.trials.map(({ status }) => status))).toEqual(new Set(['completed']));
    expect(done.trials[3]!.objectives[0]).toBeCloseTo(
      law(
        new Map([
          [RATE, 0.01],
          [UNITS, 8],
        ]),
        2,
      ),
      12,
    );
    expect(executor.tasks.every(({ sweep }) => sweep === done.record.id)).toBe(true);
    expect(executor.closed).toBe(true);
    expect(readSweepFolder(done.folder)).toEqual(done);
  });

  test('knows how many trials it comes to, conditions and constraints and all', async () => {
    const sizes: number[] = [];
    const listener = { ...unheard, start: ({ cap }: { cap: number }) => void sizes.push(cap) };
    for (const text of [
      GRID,
      `${GRID}run_cap: 4\n`,
      `${GRID}constraints: ['${UNITS} * ${RATE} <= 0.1']\n`,
      `${GRID}  training.batch_size: {values: [16, 32], when: {"${UNITS}": [8]}}\n`,
    ]) {
      const { trials } = await sweepOf(text).run(new Pretended(2, law), { listener });
      expect(sizes.at(-1)).toBe(trials.length);
    }
    expect(sizes).toEqual([6, 4, 4, 9]);
  });

  test('that is done is not trained again', async () => {
    const { run } = sweepOf(GRID);
    const first = await run(new Pretended(2, law));
    const executor = new Pretended(2, law);
    const second = await run(executor);
    expect(executor.tasks).toEqual([]);
    expect(second.record.id).toBe(first.record.id);
    expect(results(second)).toEqual(results(first));
  });

  test('that asks for more goes on with what is new', async () => {
    const { run, write } = sweepOf(GRID);
    const first = await run(new Pretended(2, law));
    write(GRID.replace('[4, 8]', '[4, 8, 16]'));
    const executor = new Pretended(2, law);
    const second = await run(executor);
    expect(second.record.id).toBe(first.record.id);
    expect(executor.tasks).toHaveLength(3);
    expect(second.trials.slice(0, 6)).toEqual(first.trials);
    expect(second.trials.slice(6).map(({ values }) => values[UNITS])).toEqual([16, 16, 16]);
  });

  test('that asks for less, or for another experiment, is a new one', async () => {
    const { run, write } = sweepOf(GRID);
    const first = await run(new Pretended(2, law));
    write(GRID.replace('[4, 8]', '[4]'));
    const second = await run(new Pretended(2, law));
    expect(second.record.id).not.toBe(first.record.id);
    expect(second.trials).toHaveLength(3);
    const third = await run(new Pretended(2, law), { anew: true });
    expect([first.record.id, second.record.id]).not.toContain(third.record.id);
  });

  test.each([
    ['a grid', GRID],
    ['random', BAYES.replace('tpe', 'random')],
  ])(
    'of %s that is interrupted anywhere comes to the same',
    async (_, text) => {
      const whole = results(await sweepOf(text).run(new Pretended(1, law)));
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 4 }),
          fc.integer({ min: 1, max: 4 }),
          async (stops, slots) => {
            const { run } = sweepOf(text);
            let executor = new Pretended(slots, law);
            for (const stop of stops) {
              const { record } = await run(executor, abortAt(stop));
              if (record.status === 'completed') break;
              expect(record.status).toBe('interrupted');
              const again = new Pretended(slots, law);
              Object.assign(again, { had: (executor as unknown as { had: unknown }).had });
              executor = again;
            }
            expect(results(await run(executor))).toEqual(whole);
          },
        ),
        { numRuns: 12 },
      );
    },
    60_000,
  );

  test('with a line cut off by a kill goes on where it was', async () => {
    const { run } = sweepOf(GRID);
    const half = await run(new Pretended(1, law), abortAt(9));
    const file = join(half.folder, 'trials.jsonl');
    const before = readFileSync(file, 'utf8');
    appendFileSync(file, '{"event":"ended","number":1,"sta');
    const done = await run(new Pretended(1, law));
    expect(done.record.resumed).toHaveLength(1);
    expect(readFileSync(file, 'utf8').startsWith(before)).toBe(true);
    expect(results(done)).toEqual(results(await sweepOf(GRID).run(new Pretended(1, law))));
  });

  test('a trial that fails is one failed trial, and has another try only when asked', async () => {
    const { run } = sweepOf(GRID);
    const broken = (values: ReadonlyMap<string, unknown>, epoch: number) =>
      values.get(RATE) === 0.1 ? Number.NaN : law(values, epoch);
    const first = await run(new Pretended(2, broken));
    expect(first.record.status).toBe('completed');
    expect(first.trials.map(({ status }) => status)).toEqual([
      ...['failed', 'failed'],
      ...Array(4).fill('completed'),
    ]);
    const again = new Pretended(2, law);
    await run(again);
    expect(again.tasks).toEqual([]);
    const retried = await run(again, { retryFailed: true });
    expect(again.tasks.map(({ number, attempt }) => [number, attempt])).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(retried.trials.every(({ status }) => status === 'completed')).toBe(true);
  });

  test('ends with the first trial that fails, if asked', async () => {
    const { run, runsDir } = sweepOf(GRID);
    const executor = new Pretended(1, () => Number.NaN);
    await expect(run(executor, { failFast: true })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('trial 0 failed: the loss is NaN'),
    });
    expect(executor.tasks).toHaveLength(1);
    const { readdirSync } = await import('node:fs');
    const [id] = readdirSync(runsDir).filter((name) => name.startsWith('sweep-'));
    expect(readSweepFolder(join(runsDir, id!)).record).toMatchObject({
      status: 'failed',
      error: { exit_code: 3 },
    });
  });

  test('values that do not go together fail alone', async () => {
    const { run } = sweepOf(`method: grid
metric: {name: val_loss}
parameters:
  data.split.validation: {values: [0.25, 0.5]}
  data.split.test: {values: [0.25, 0.6]}
`);
    const { trials } = await run(new Pretended(2, (_, epoch) => 1 / epoch));
    expect(trials.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed', 'failed']);
    expect(trials[3]!.error).toMatchObject({ exit_code: 2, message: expect.stringContaining('less than 1') });
  });

  test('learns: the second half of a search is better than the first', async () => {
    const { trials } = await sweepOf(BAYES).run(new Pretended(4, law));
    expect(trials).toHaveLength(30);
    const mean = (some: typeof trials) =>
      some.reduce((sum, { objectives }) => sum + objectives[0]!, 0) / some.length;
    expect(mean(trials.slice(15))).toBeLessThan(mean(trials.slice(0, 10)) - 0.3);
  });

  test('successive halving trains a fraction of the epochs, and finds the best all the same', async () => {
    const asha = `${BAYES.replace('tpe', 'random').replace('30', '27')}early_terminate: {type: asha, eta: 3}\n`;
    const experiment = (await import('./pretend.js')).EXPERIMENT.replace('epochs: 2', 'epochs: 9');
    const executor = new Pretended(4, law, 9);
    const { trials } = await sweepOf(asha, experiment).run(executor);
    const whole = new Pretended(4, law, 9);
    const all = await sweepOf(BAYES.replace('tpe', 'random').replace('30', '27'), experiment).run(whole);
    expect(executor.epochs).toBeLessThan(whole.epochs / 2.5);
    const best = (some: typeof trials) =>
      Math.min(
        ...some.filter(({ status }) => status === 'completed').map(({ objectives }) => objectives[0]!),
      );
    expect(best(trials)).toBe(best(all.trials));
    expect(trials.some(({ status }) => status === 'stopped')).toBe(true);
    // A trial that was stopped and goes on after all goes on where it was.
    const twice = executor.tasks.filter(({ attempt }) => attempt > 0);
    expect(twice.every(({ run }) => run !== null)).toBe(true);
  });
});
