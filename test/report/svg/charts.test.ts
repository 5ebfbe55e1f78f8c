import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochAxis, valueAxis } from '../../../src/report/svg/axis.js';
import { lineChart, type Series } from '../../../src/report/svg/line-chart.js';
import { HEIGHT, WIDTH } from '../../../src/report/svg/plot.js';
import { scatter } from '../../../src/report/svg/scatter.js';
import { type Point, thinned } from '../../../src/report/svg/thin.js';

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
  fc.double({ noNaN: true, min: 1e-12, max: 1e6 }),
  fc.constantFrom(0, Number.NaN, Infinity, -Infinity, 1e300, -1e300, 5e-324),
);
const points = fc
  .array(value, { minLength: 1, maxLength: 60 })
  .map((values) => values.map((y, i): Point => [i + 1, y]));

const draw = (...series: readonly (readonly Point[])[]) =>
  lineChart({
    id: 'x',
    title: 'loss',
    series: series.map((points, style): Series => ({ name: `run ${style}`, style, points })),
  }).text;

/** Positions in the paths of curves and of dots. */
function placesIn(svg: string): { paths: number[][][]; dots: number[][] } {
  const paths = [...svg.matchAll(/class="line" d="([^"]*)"/g)].map(([, d = '']) =>
    (d.match(/[ML]?-?[\d.]+(?:e-?\d+)?,-?[\d.]+/g) ?? []).map((place) =>
      place.replace(/^[ML]/, '').split(',').map(Number),
    ),
  );
  const dots = [...svg.matchAll(/<circle class="\w+" cx="([^"]+)" cy="([^"]+)"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
  return { paths, dots };
}

describe('curves', () => {
  test('lie in the picture, whatever the values', () =>
    fc.assert(
      fc.property(points, points, (a, b) => {
        const svg = draw(a, b);
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        const { paths, dots } = placesIn(svg);
        for (const [x, y] of [...paths.flat(), ...dots]) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(WIDTH);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(HEIGHT);
        }
        const finite = a.filter(([, y]) => Number.isFinite(y)).length;
        expect(paths[0]!.length).toBe(finite);
      }),
    ));

  test('have gaps where a value is not finite', () => {
    const svg = draw([1, 2, Number.NaN, 4, 5].map((y, i): Point => [i + 1, y]));
    expect(/class="line" d="([^"]*)"/.exec(svg)![1]!.match(/M/g)).toHaveLength(2);
    expect(draw([[1, Number.NaN]])).toContain('no finite value');
  });

  test('of one epoch are a dot in the middle, and do not vary where nothing varies', () => {
    const one = placesIn(draw([[7, 0.5]]));
    expect(one.dots).toHaveLength(1);
    const [x, y] = one.dots[0]!;
    expect(x).toBeGreaterThan(WIDTH / 3);
    expect(y).toBeGreaterThan(HEIGHT / 3);
    const flat = placesIn(draw([1, 2, 3].map((epoch): Point => [epoch, 0.001]))).dots.map(([, y]) => y);
    expect(new Set(flat).size).toBe(1);
  });

  test('go up with the values and to the right with the epochs', () => {
    const { dots } = placesIn(
      draw([
        [1, 0.1],
        [2, 0.9],
        [3, 0.4],
      ]),
    );
    const [a, b, c] = dots as [number[], number[], number[]];
    expect(a[0]! < b[0]! && b[0]! < c[0]!).toBe(true);
    expect(b[1]! < c[1]! && c[1]! < a[1]!).toBe(true);
  });

  test('mark the best, and tell values under the pointer', () => {
    const points: Point[] = [
      [1, 0.3],
      [2, 0.1],
    ];
    const svg = lineChart({
      id: 'x',
      title: 'loss',
      series: [{ name: 'validation', style: 1, points, best: points[1]! }],
    }).text;
    expect(svg).toMatch(/class="best".*<title>validation, epoch 2: 0.1<\/title>/s);
    expect(svg).toContain('validation: 0.3 in epoch 1, 0.1 in epoch 2, best 0.1 in epoch 2.');
  });

  test('of 10,000 epochs are thinned, without losing a peak or a gap', () => {
    const long = Array.from(
      { length: 10_000 },
      (_, i): Point => [i + 1, Math.sin(i / 50) + (i === 4321 ? 9 : 0) - (i === 77 ? 9 : 0)],
    );
    const few = thinned(long, 1000);
    expect(few.length).toBeLessThanOrEqual(1000);
    expect(few).toContain(long[4321]);
    expect(few).toContain(long[77]);
    expect([few[0], few.at(-1)]).toEqual([long[0], long.at(-1)]);
    const gap = long.map((point, i): Point => (i === 5000 ? [5001, Number.NaN] : point));
    expect(thinned(gap, 1000)).toContain(gap[5000]);
    expect(draw(long).length).toBeLessThan(40_000);
  });

  test('thinned ones are in order and have the same range', () =>
    fc.assert(
      fc.property(points, fc.integer({ min: 5, max: 40 }), (all, most) => {
        const few = thinned(all, most);
        const at = few.map((point) => all.indexOf(point));
        expect(at).toEqual([...at].sort((a, b) => a - b));
        const range = (some: readonly Point[]) => {
          const finite = some.map(([, y]) => y).filter(Number.isFinite);
          return [Math.min(...finite), Math.max(...finite)];
        };
        expect(range(few)).toEqual(range(all));
      }),
    ));
});

describe('axes', () => {
  test('are logarithmic from two powers of ten on, if all is positive', () => {
    expect(valueAxis([0.01, 1], [0, 100]).isLog).toBe(true);
    expect(valueAxis([0.011, 1], [0, 100]).isLog).toBe(false);
    expect(valueAxis([-1, 1, 1000], [0, 100]).isLog).toBe(false);
    expect(valueAxis([1e-8, 1], [0, 100]).ticks.map(({ label }) => label)).toEqual([
      '1e-8',
      '1e-6',
      '1e-4',
      '0.01',
      '1',
    ]);
  });

  test('have ticks with round numbers that are told apart', () =>
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 9 }), (values) => {
        const { ticks } = valueAxis(values, [0, 300]);
        expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
        expect(ticks.length).toBeGreaterThan(0);
        for (const { label } of ticks) expect(label.length).toBeLessThan(24);
      }),
    ));

  test('of epochs have whole numbers', () => {
    expect(epochAxis([1, 2, 3], [0, 100]).ticks.map(({ label }) => label)).toEqual(['1', '2', '3']);
    expect(epochAxis([4], [0, 100]).ticks).toEqual([{ at: 50, label: '4' }]);
  });
});

describe('predicted over true values', () => {
  const array = fc.array(fc.float({ noDefaultInfinity: true }), { minLength: 1, maxLength: 50 });

  test('lie in the picture, and on the diagonal where they are equal', () =>
    fc.assert(
      fc.property(array, array, (a, b) => {
        const count = Math.min(a.length, b.length);
        const svg = scatter({
          id: 'x',
          title: 't',
          truth: a.slice(0, count),
          predicted: b.slice(0, count),
        }).text;
        expect(svg.replace(/<desc.*<\/desc>/, '')).not.toMatch(/NaN|Infinity|undefined/);
        for (const [x, y] of placesIn(svg).dots) {
          expect(x! >= 0 && x! <= WIDTH && y! >= 0 && y! <= HEIGHT).toBe(true);
        }
      }),
    ));

  test('are at most some 1,500', () => {
    const truth = Float32Array.from({ length: 100_000 }, (_, i) => i);
    expect(
      placesIn(scatter({ id: 'x', title: 't', truth, predicted: truth }).text).dots.length,
    ).toBeLessThanOrEqual(1500);
  });
});
