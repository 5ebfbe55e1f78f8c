import { Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TrainingListener } from '../../src/training/listener.js';
import { createProgress, plainLines, progressMode } from '../../src/training/progress.js';
import { barLine, formatCount, formatSeconds, formatValue } from '../../src/training/progress-text.js';

/** A terminal that remembers what was written to it. */
function terminal(columns: number) {
  const written: string[] = [];
  const stream = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    }),
    { isTTY: true, columns },
  );
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => written.join('') };
}

function train(listener: TrainingListener, epochs: number, steps: number, afterStep = () => {}): void {
  listener.start({ folder: '', epochs, stepsPerEpoch: steps, rows: steps * 64, metrics: ['accuracy'] });
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (let step = 1; step <= steps; step++) {
      listener.batch({ epoch, step, samples: step * 64, logs: () => ({ loss: 1 / step, accuracy: 0.5 }) });
      afterStep();
    }
    const logs = { loss: 0.25, accuracy: 0.875 };
    listener.epoch({ epoch, logs, valLogs: logs, seconds: 0.5, learningRate: 0.001 });
  }
}

const spin = (ms: number) => {
  for (const end = performance.now() + ms; performance.now() < end; );
};

describe('lines', () => {
  test('one an epoch, without control characters', () => {
    const lines: string[] = [];
    const listener = plainLines((line) => lines.push(line));
    train(listener, 10, 3);
    listener.end({ reason: 'accuracy reached 0.8' });
    listener.end({});
    expect(lines).toHaveLength(11);
    expect(lines[0]).toBe(
      'epoch  1/10  loss 0.2500  accuracy 0.8750  val_loss 0.2500  val_accuracy 0.8750  0.50 s',
    );
    expect(lines[10]).toBe('stopped after epoch 10: accuracy reached 0.8');
    expect(lines.join('')).not.toMatch(/\p{Cc}/u);
  });

  test('nothing when quiet', async () => {
    const { stream, text } = terminal(80);
    const listener = await createProgress(stream, 'quiet');
    train(listener, 2, 3);
    listener.end({ reason: 'x' });
    expect(text()).toBe('');
  });
});

test.each([
  [{ isTTY: true }, {}, false, 'bar'],
  [{ isTTY: true }, { CI: 'true' }, false, 'lines'],
  [{ isTTY: true }, { CI: 'false' }, false, 'bar'],
  [{ isTTY: true }, { TERM: 'dumb' }, false, 'lines'],
  [{ isTTY: false }, {}, false, 'lines'],
  [{}, {}, false, 'lines'],
  [{ isTTY: true }, {}, true, 'quiet'],
] as const)('%j %j quiet %j: %s', (stream, env, quiet, mode) => {
  expect(progressMode(stream, env, quiet)).toBe(mode);
});

describe('a bar', () => {
  test.each([20, 40, 80, 200])(
    'fits %i columns, is drawn ten times a second, and leaves a line an epoch',
    async (columns) => {
      const { stream, text } = terminal(columns);
      const listener = await createProgress(stream, 'bar');
      train(listener, 2, 40, () => spin(10));
      listener.end({});
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a terminal gets
      const drawn = text().split(/\x1b\[\d*[A-Za-z]|\x1b[78]/);
      const bars = drawn.filter((part) => /^\d\/2 /.test(part));
      expect(bars.length).toBeGreaterThanOrEqual(4);
      expect(bars.length).toBeLessThanOrEqual(10);
      for (const line of bars) expect(line.length).toBeLessThan(columns);
      const lines = text().match(/epoch \d\/2 .*0\.50 s\n/g);
      expect(lines).toHaveLength(2);
      expect(text().endsWith(lines![1]!)).toBe(true);
      // neither cursor nor wrapping is touched: nothing to restore after a kill
      expect(text()).not.toMatch(/\?25|\?7/);
    },
  );

  test('of very short epochs is drawn rarely', async () => {
    const { stream, text } = terminal(80);
    const listener = await createProgress(stream, 'bar');
    train(listener, 1000, 1);
    listener.end({});
    expect(text().match(/epoch /g)).toHaveLength(1000);
    expect(text().match(/\[=/g)?.length ?? 0).toBeLessThan(20);
  });

  test('costs less than 2 µs a batch when nothing is due', async () => {
    const listener = await createProgress(terminal(80).stream, 'bar');
    const batches = 200_000;
    listener.start({ folder: '', epochs: 1, stepsPerEpoch: batches, rows: batches, metrics: [] });
    const logs = () => ({ loss: 1 });
    const begun = performance.now();
    for (let step = 1; step <= batches; step++) listener.batch({ epoch: 1, step, samples: step, logs });
    expect((1000 * (performance.now() - begun)) / batches).toBeLessThan(2);
    listener.end({});
  });

  test('is never wider than the terminal, whatever the numbers', () => {
    const logs = fc.dictionary(fc.string({ minLength: 1, maxLength: 30 }), fc.double(), { maxKeys: 8 });
    const positive = fc.integer({ min: 1, max: 2 ** 31 });
    fc.assert(
      fc.property(
        logs,
        positive,
        positive,
        fc.integer({ min: 1, max: 300 }),
        (values, steps, epochs, width) => {
          const step = Math.ceil(steps / 3);
          const start = { folder: '', epochs, stepsPerEpoch: steps, rows: steps, metrics: [] };
          const line = barLine(start, { epoch: 1, step, samples: step, logs: () => values }, 1.5, width);
          expect(line.length).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  test('shows step, loss, metrics, speed and time left where there is room', () => {
    const start = { folder: '', epochs: 5, stepsPerEpoch: 938, rows: 60_000, metrics: ['accuracy'] };
    const logs = () => ({ loss: 0.12345, accuracy: 0.96543 });
    const line = (width: number) =>
      barLine(start, { epoch: 2, step: 469, samples: 30_016, logs }, 0.5, width);
    expect([120, 79, 50, 36, 20, 10].map(line)).toMatchInlineSnapshot(`
      [
        "2/5 [===============>..............] 469/938  loss 0.1235  accuracy 0.9654  60,032/s  0.50 s left",
        "2/5 [=====>.....] 469/938  loss 0.1235  accuracy 0.9654  60,032/s  0.50 s left",
        "2/5 [====>....] 469/938  loss 0.1235  0.50 s left",
        "2/5 [====>...] 469/938  loss 0.1235",
        "2/5 469/938",
        "2/5 469/93",
      ]
    `);
  });
});

test('numbers for people', () => {
  expect([0, 0.12345, 0.00012345, -3.2, 1234567, Number.NaN].map(formatValue)).toEqual([
    '0.0000',
    '0.1235',
    '1.2345e-4',
    '-3.2000',
    '1.2346e+6',
    'NaN',
  ]);
  expect([0.0123, 0.5, 12.3, 59.4, 60, 187, 7387].map(formatSeconds)).toEqual([
    '0.012 s',
    '0.50 s',
    '12 s',
    '59 s',
    '1:00',
    '3:07',
    '2:03:07',
  ]);
  expect([7, 1234.5, 1_234_567].map(formatCount)).toEqual(['7', '1,235', '1,234,567']);
});
