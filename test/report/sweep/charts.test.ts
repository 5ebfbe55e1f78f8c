import { scaleLinear, scaleLog } from 'd3-scale';
import { describe, expect, test } from 'vitest';
import { axesOf } from '../../../src/report/sweep/axes.js';
import { frontFigure } from '../../../src/report/sweep/front.js';
import { historyFigure } from '../../../src/report/sweep/history.js';
import { labelsOf } from '../../../src/report/sweep/labels.js';
import { parallelFigure } from '../../../src/report/sweep/parallel.js';
import { sliceFigures } from '../../../src/report/sweep/slices.js';
import type { StoredSweep } from '../../../src/sweeps/record/record.js';
import { resultsOf } from '../../../src/sweeps/results/results.js';
import { MANY, manyTrials, sweepOf, trialOf } from '../../sweeps/results/made.js';

const RATE = 'optimizer.adam.learning_rate';
const sweep = sweepOf(manyTrials(40), MANY);
const results = resultsOf(sweep);
const axes = axesOf(results, labelsOf(results));

/** Where dots are, by number of the trial that their title names. */
function dotsIn(svg: string): Map<number, [x: number, y: number]> {
  const found = svg.matchAll(
    /<circle class="(?:done|stopped)" cx="([^"]+)" cy="([^"]+)"[^>]*><title>trial (\d+):/g,
  );
  return new Map([...found].map(([, x, y, number]) => [Number(number), [Number(x), Number(y)]]));
}

/** Where the values of ticks stand, along the bottom or the left. */
function ticksIn(svg: string, kind: 'end' | 'middle'): Map<string, number> {
  const group = new RegExp(`<g class="ticks ${kind}">(.*?)</g>`, 's').exec(svg)![1]!;
  const at = kind === 'end' ? /y="([^"]+)" dy="[^"]*">([^<]+)</g : /x="([^"]+)" y="262">([^<]+)</g;
  return new Map([...group.matchAll(at)].map(([, place, label]) => [label!, Number(place)]));
}

const near = (found: number, expected: number) => expect(Math.abs(found - expected)).toBeLessThan(0.11);

/** Of a value, from two ticks. */
function linearFrom(ticks: Map<string, number>): (value: number) => number {
  const [[a, x] = ['0', 0], [b, y] = ['1', 1]] = [[...ticks][0], [...ticks].at(-1)];
  return scaleLinear([Number(a), Number(b)], [x, y]);
}

describe('charts of a sweep, beside the scales of d3', () => {
  test('slices: a logarithmic distribution along x, the objective up', () => {
    const i = axes.findIndex(({ path }) => path === RATE);
    const figure = sliceFigures(results, axes, 0).text.split('<figure>')[i + 1]!;
    const dots = dotsIn(figure);
    expect(dots.size).toBe(38);
    const ticks = ticksIn(figure, 'middle');
    expect([...ticks.keys()]).toEqual(['1e-4', '0.001', '0.01', '0.1']);
    const x = scaleLog([1e-4, 0.1], [ticks.get('1e-4')!, ticks.get('0.1')!]);
    const y = linearFrom(ticksIn(figure, 'end'));
    for (const [number, [cx, cy]] of dots) {
      const { values, objectives } = sweep.trials[number]!;
      near(cx, x(Number(values[RATE])));
      near(cy, y(objectives[0]!));
    }
  });

  test('slices of a list: dots about their value, medians of what was completed', () => {
    const i = axes.findIndex(({ name }) => name === 'units');
    const figure = sliceFigures(results, axes, 0).text.split('<figure>')[i + 1]!;
    const ticks = ticksIn(figure, 'middle');
    const step = ticks.get('64')! - ticks.get('32')!;
    for (const [number, [cx]] of dotsIn(figure)) {
      const units = String(sweep.trials[number]!.values['architecture[1].Dense.units']);
      expect(Math.abs(cx - ticks.get(units)!)).toBeLessThanOrEqual(step / 4 + 0.1);
    }
    for (const units of [32, 64, 128]) {
      const values = sweep.trials
        .filter(
          ({ status, values: set }) => status === 'completed' && set['architecture[1].Dense.units'] === units,
        )
        .map(({ objectives }) => objectives[0]!)
        .sort((a, b) => a - b);
      const middle =
        (values[Math.floor((values.length - 1) / 2)]! + values[Math.ceil((values.length - 1) / 2)]!) / 2;
      expect(figure).toContain(`${units}: median ${middle.toFixed(4)} of ${values.length} trials`);
    }
  });

  test('history: each trial at its number, the best so far as steps that never get worse', () => {
    const figure = historyFigure(results, 0).text;
    const [x, y] = [linearFrom(ticksIn(figure, 'middle')), linearFrom(ticksIn(figure, 'end'))];
    const dots = dotsIn(figure);
    expect(dots.size).toBe(38);
    for (const [number, [cx, cy]] of dots) {
      near(cx, x(number));
      near(cy, y(sweep.trials[number]!.objectives[0]!));
    }
    const path = /class="line solid" d="([^"]+)"/g.exec(figure.slice(figure.indexOf('</figcaption>')))![1]!;
    const points = path
      .match(/[\d.]+,[\d.]+/g)!
      .map((point) => point.split(',').map(Number) as [number, number]);
    const completed = sweep.trials.filter(({ status }) => status === 'completed');
    const best = Math.max(...completed.map(({ objectives }) => objectives[0]!));
    near(points.at(-1)![1], y(best));
    near(points.at(-1)![0], x(completed.at(-1)!.number));
    for (const [i, [px, py]] of points.entries()) {
      expect(px).toBeGreaterThanOrEqual(points[i - 1]?.[0] ?? 0);
      expect(py).toBeLessThanOrEqual(points[i - 1]?.[1] ?? Infinity);
    }
    expect(figure.match(/class="cross"/g)!.length).toBe(2 + 1);
  });

  test('parallel coordinates: a line crosses each axis where its value is; the best is drawn last', () => {
    const figure = parallelFigure(results, axes).text;
    const threads = [
      ...figure.matchAll(/<path class="thread (q\d)([^"]*)" d="([^"]+)"><title>trial (\d+):/g),
    ];
    expect(threads).toHaveLength(38);
    expect([threads.at(-1)![4], threads.at(-1)![1], threads.at(-1)![2]]).toEqual(['22', 'q9', ' top']);
    const at = axes.findIndex(({ path }) => path === RATE);
    const y = scaleLog([1e-4, 0.1], [350, 58]);
    for (const [, , , path, number] of threads) {
      const points = path!.match(/[\d.]+,[\d.]+/g)!.map((point) => point.split(',').map(Number));
      expect(points).toHaveLength(axes.length + 1);
      near(points[at]![1]!, y(Number(sweep.trials[Number(number)]!.values[RATE])));
    }
  });

  test('a parameter that plays no part in a trial is passed below', () => {
    const trials = [0, 1, 2].map((number) =>
      trialOf(number, {
        objectives: [number / 3],
        values: {
          optimizer: number === 0 ? 'adam' : 'sgd',
          ...(number > 0 && { 'optimizer.sgd.momentum': number / 4 }),
        },
      }),
    );
    const stored = sweepOf(trials, {
      parameters: {
        optimizer: { values: ['sgd', 'adam'] },
        'optimizer.sgd.momentum': { min: 0, max: 1, distribution: 'uniform', when: { optimizer: 'sgd' } },
      },
    });
    const found = resultsOf(stored);
    const figure = parallelFigure(found, axesOf(found, labelsOf(found))).text;
    const line = /d="([^"]+)"><title>trial 0:/.exec(figure)![1]!;
    expect(Number(line.match(/[\d.]+,[\d.]+/g)![1]!.split(',')[1])).toBeGreaterThan(350);
  });

  test('two objectives: the front is what nothing beats', () => {
    const trials = manyTrials(60).map((trial) => ({
      ...trial,
      objectives:
        trial.objectives[0] === null ? [null, null] : [trial.objectives[0]!, Math.cos(trial.number * 7)],
    }));
    const objectives: StoredSweep['record']['objectives'] = [
      { name: 'val_accuracy', goal: 'maximize' },
      { name: 'size', goal: 'minimize' },
    ];
    const figure = frontFigure(resultsOf(sweepOf(trials, { ...MANY, objectives })), [0, 1]).text;
    const completed = trials.filter(({ status }) => status === 'completed');
    const front = completed.filter(({ objectives: [a, b] }) =>
      completed.every(({ objectives: [c, d] }) => !(c! >= a! && d! <= b! && (c! > a! || d! < b!))),
    );
    const dots = dotsIn(figure);
    const rings = [...figure.matchAll(/class="best" cx="([^"]+)" cy="([^"]+)" r="6"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(rings.map(String).sort()).toEqual(front.map(({ number }) => String(dots.get(number))).sort());
    const y = linearFrom(ticksIn(figure, 'end'));
    for (const [number, [, cy]] of dots) near(cy, y(trials[number]!.objectives[1]!));
  });
});

describe('marks of an axis', () => {
  const marksOf = (parameter: object, values: readonly unknown[]) => {
    const trials = values.map((value, number) => trialOf(number, { values: { x: value } }));
    const found = resultsOf(sweepOf(trials, { parameters: { x: { ...parameter } } }));
    const [axis] = axesOf(found, labelsOf(found));
    return axis!.marks.map(({ label }) => label);
  };

  test.each([
    [{ min: 0, max: 1, distribution: 'uniform' }, [0.1, 0.2], ['0', '0.2', '0.4', '0.6', '0.8', '1']],
    [{ min: 1, max: 100 }, [1, 2], ['20', '40', '60', '80', '100']],
    [
      { min: 1e-5, max: 10, distribution: 'log_uniform_values' },
      [1, 2],
      ['1e-5', '1e-4', '0.001', '0.01', '0.1', '1', '10'],
    ],
    [
      { min: 2e-4, max: 8e-3, distribution: 'log_uniform_values' },
      [3e-4, 2e-3],
      ['2e-4', '5e-4', '0.001', '0.002', '0.005'],
    ],
    [{ mu: 0, sigma: 1, distribution: 'normal' }, [0, 1], ['-2', '-1', '0', '1', '2']],
    [{ values: [1e-5, 0.001, 10] }, [1e-5, 10], ['0.00001', '0.001', '10']],
    [{ values: ['relu', true, null, [1]] }, ['relu', true], ['relu', 'true', 'null', '[1]']],
  ])('%j', (parameter, values, expected) => {
    expect(marksOf(parameter, values)).toEqual(expected);
  });
});
