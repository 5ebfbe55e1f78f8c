import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { axisFor, epochTicks } from '../../../src/report/plot/axis.js';
import { type Chart, chartsOf } from '../../../src/report/plot/chart.js';
import { type Canvas, drawChart } from '../../../src/report/plot/draw.js';
import { parseHistory } from '../../../src/runs/history.js';

const canvas = (more: Partial<Canvas> = {}): Canvas => ({ width: 60, height: 12, unicode: true, ...more });
const chart = (title: string, ...series: (number | null)[][]): Chart => ({
  title,
  curves: series.map((values, i) => ({ name: `c${i}`, epochs: values.map((_, epoch) => epoch + 1), values })),
});
const draw = (one: Chart, more: Partial<Canvas> = {}) => `\n${drawChart(one, canvas(more)).join('\n')}\n`;

describe('curves', () => {
  test('two, with a title, axes and round numbers', () => {
    const accuracy = chart('accuracy', [0.1, 0.5, 0.7, 0.8, 0.85, 0.9], [0.2, 0.4, 0.5, 0.55, 0.6, 0.6]);
    expect(draw(accuracy)).toMatchInlineSnapshot(`
      "
      accuracy   ━ c0   ─ c1
         ▲
      1.0┤
         │                               ┏━━━━━━━━━━━━━━━━━━━━━━
         │                    ┏━━━━━━━━━━┛
      0.5┤          ┏━━━━━━━━━┌─────────────────────────────────
         │          ┌─────────┘
         │          │
         │──────────┘
      0.0┤
         └┬──────────┬─────────┬──────────┬─────────┬──────────┬▶
          1          2         3          4         5          6
      "
    `);
  });

  test('in ASCII', () => {
    const text = draw(chart('loss', [3, 1, 0.3, 0.1, 0.03, 0.01], [3, 2, 1, 0.9, 0.9, 1]), {
      unicode: false,
    });
    expect(text).toMatchInlineSnapshot(`
      "
      loss (logarithmic)   * c0   o c1
          ^
          |ooooooooo*ooooooooooo
         1+         ***********ooooooooooooooooooooooooooooooooo
          |                    *
          |                    ***********
       0.1+                              ************
          |                                         *
          |                                         ***********
      0.01+                                                   **
          ++---------+----------+---------+----------+---------+>
           1         2          3         4          5         6
      "
    `);
    expect(text).toMatch(/^[\n -~]+$/);
  });

  test('with a gap where a value is missing or not finite', () => {
    expect(draw(chart('loss', [4, 3, null, Number.NaN, 1, 0, Infinity]))).toMatchInlineSnapshot(`
      "
      loss   ━ c0
       ▲
      4┤━━━━━━━━━━┓
       │          ┃
      3┤          ┗━
      2┤
       │
      1┤                                            ━━━━━━━━━━┓
       │                                                      ┃
      0┤                                                      ┗━
       └┬──────────┬──────────┬──────────┬──────────┬──────────┬▶
        1          2          3          4          5          6
      "
    `);
  });

  test('of one epoch, of one value over and over, and of none', () => {
    expect(draw(chart('mae', [0.5]), { height: 8 })).toMatchInlineSnapshot(`
      "
      mae   ━ c0
          ▲
      0.55┤
          │
      0.50┤━
      0.45┤
          └┬────────────────────────────────────────────────────▶
           1
      "
    `);
    expect(draw(chart('mae', [7, 7, 7]), { height: 8 })).toMatchInlineSnapshot(`
      "
      mae   ━ c0
       ▲
      8┤
      7┤━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
       │
      6┤
       └┬───────────────────────────┬──────────────────────────┬▶
        1                           2                          3
      "
    `);
    expect(draw(chart('mae', [null, Number.NaN]))).toBe('\nmae: no finite value\n');
    expect(draw(chart('mae', []))).toBe('\nmae: no finite value\n');
  });

  test('are told apart by colour where there are some, which changes nothing else', () => {
    const one = chart('accuracy', [0.1, 0.5, 0.7], [0.3, 0.2, 0.1]);
    const painted = draw(one, { paint: (text, curve) => `<${curve}>${text}</>` });
    expect(painted).toContain('<1>');
    expect(painted.replace(/<\d?\/?>/g, '')).toBe(draw(one));
  });

  test('names cannot steer the terminal', () => {
    const one = chart('loss\u001b[2J', [1, 2]);
    expect(draw({ ...one, curves: [{ ...one.curves[0]!, name: 'a\u0007b' }] })).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

test('any curves: no line is wider than the canvas, every curve is there', () => {
  const value = fc.oneof(
    { weight: 5, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
    { weight: 5, arbitrary: fc.double({ min: 1e-6, max: 1e3, noNaN: true }) },
    fc.constantFrom(null, Number.NaN, Infinity, 0, -0, 5e-324, Number.MAX_VALUE, -Number.MAX_VALUE),
  );
  const series = fc.array(fc.array(value, { maxLength: 200 }), { minLength: 1, maxLength: 8 });
  const title = fc.constantFrom('loss', 'val_loss', 'accuracy');
  fc.assert(
    fc.property(
      title,
      series,
      fc.integer({ min: 1, max: 130 }),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      (name, values, width, height, unicode) => {
        const lines = drawChart(chart(name, ...values), canvas({ width, height, unicode }));
        for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width);
        expect(lines.length).toBeLessThanOrEqual(Math.max(9, height + 1));
        const drawn = values.filter((one) => one.some((number) => Number.isFinite(number)));
        if (drawn.length === 0) expect(lines).toHaveLength(1);
        if (width < 60) return;
        // What is drawn last lies above the others.
        for (const one of drawn) {
          const seen = new Set<number>();
          const paint = (text: string, curve: number) => {
            seen.add(curve);
            return text;
          };
          drawChart(
            chart(name, ...drawn.filter((other) => other !== one), one),
            canvas({ height, unicode, paint }),
          );
          expect(seen).toContain(drawn.length - 1);
        }
      },
    ),
    { numRuns: 200 },
  );
});

describe('an axis', () => {
  test('has ends beyond all values, ticks in order and labels that tell them apart', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(
        fc.array(finite, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 2, max: 8 }),
        fc.boolean(),
        (values, count, mayBeLog) => {
          const axis = axisFor(values, count, mayBeLog);
          const places = [...values].sort((a, b) => a - b).map(axis.at);
          for (const at of places) expect(at >= 0 && at <= 1).toBe(true);
          expect([...places].sort((a, b) => a - b)).toEqual(places);
          const { ticks } = axis;
          expect(ticks.every(({ at }, i) => i === 0 || at > ticks[i - 1]!.at)).toBe(true);
          expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
          for (const { at, label } of ticks) {
            const value = Number(label);
            if (Math.abs(value) < 1e300) expect(axis.at(value)).toBeCloseTo(at, 6);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is logarithmic for a loss of more than two decades, and for nothing else', () => {
    expect(axisFor([1, 0.009], 4, true)).toMatchObject({
      log: true,
      ticks: [{ label: '0.01' }, { label: '0.1' }, { label: '1' }],
    });
    expect(axisFor([1, 0.011], 4, true).log).toBe(false);
    expect(axisFor([1, 0], 4, true).log).toBe(false);
    expect(axisFor([1, 0.001], 4, false).log).toBe(false);
  });

  test('of epochs has whole numbers, the first among them', () => {
    expect(epochTicks(1, 20, 5)).toEqual([1, 5, 10, 15, 20]);
    expect(epochTicks(1, 3, 8)).toEqual([1, 2, 3]);
    expect(epochTicks(4, 4, 8)).toEqual([4]);
  });
});

test('the charts of a run: loss, then each metric, with those of validation', () => {
  const csv =
    'epoch,step,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds,weights_hash\n1,4,2,0.5,3,0.25,0.1,1,ab\n';
  const charts = chartsOf(parseHistory(csv, 'metrics.csv'));
  expect(charts).toEqual([
    {
      title: 'loss',
      curves: [
        { name: 'train', epochs: [1], values: [2] },
        { name: 'validation', epochs: [1], values: [3] },
      ],
    },
    {
      title: 'accuracy',
      curves: [
        { name: 'train', epochs: [1], values: [0.5] },
        { name: 'validation', epochs: [1], values: [0.25] },
      ],
    },
  ]);
});
