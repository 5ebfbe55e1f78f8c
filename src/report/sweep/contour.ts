import { extent } from 'd3-array';
import { type Contour, contour } from '../../sweeps/analysis/contour.js';
import { type Results, type Weighed, WITH_STOPPED } from '../../sweeps/results/results.js';
import { number } from '../html/parts.js';
import { html, type Piece } from '../markup.js';
import { dots } from '../svg/dots.js';
import { areaFor, plot } from '../svg/plot.js';
import type { ParameterAxis } from './axes.js';
import { kindOf, tellTrial } from './outcomes.js';
import { SHADES, shadeClass, shadeLegend, shadeOf } from './shades.js';
import { axisIn } from './slices.js';

const CELLS = 24;

/** The two parameters that matter most for an objective against one another; undefined where there are no two. */
export function contourFigure(
  results: Results,
  { parameters }: Weighed,
  axes: readonly ParameterAxis[],
  objective: number,
): Piece {
  const { sweep } = results;
  const first = firstOf(pairsOf(parameters.slice(0, MOST)), (pair) => {
    const [across, up] = pair.map(({ path }) => axes.find((axis) => axis.path === path));
    return overTwo(results, across, up, objective);
  });
  if (!first) return undefined;
  const { found, across, up } = first;
  const { name, goal } = sweep.record.objectives[objective]!;
  const area = areaFor(up.marks.map(({ label }) => label));
  const { left, right } = area;
  const [x, y] = [
    (place: number) => left + place * (right - left),
    (place: number) => area.bottom - place * (area.bottom - area.top),
  ];
  const [low = 0, high = 1] = extent(found.mean.flat());
  const all = found.points.flatMap((point) => {
    const trial = sweep.trials[point.number]!;
    const kind = kindOf(trial, objective);
    const [px, py] = [across.places.get(point.number), up.places.get(point.number)];
    if (!kind || px === undefined || py === undefined) return [];
    return [{ x: x(px), y: y(py), kind, title: tellTrial(results, trial) }];
  });
  const ticksUp = up.marks.map((mark) => ({ at: y(mark.place), label: mark.label }));
  const ticksAcross = axisIn(across, area).ticks.map((tick, i) => ({
    ...tick,
    at: x(across.marks[i]!.place),
  }));
  const plotted = plot(
    {
      id: `contour-${objective}`,
      title: `${name} over ${across.path} and ${up.path}`,
      description: `What trials say of ${name}: from ${number(low)} to ${number(high)} on average over all other parameters.`,
      area,
      x: { place: x, ticks: ticksAcross, isLog: false },
      y: { place: y, ticks: ticksUp, isLog: false },
      xLabel: ticksAcross.some(({ lower }) => lower) ? '' : across.name,
    },
    html`${cells(found, goal, [low, high], x, y)}<g class="series over">${dots(all)}</g>`,
  );
  const [worst, best] = goal === 'maximize' ? [low, high] : [high, low];
  return html`<figure><figcaption><strong>${name}: ${up.name} over ${across.name}</strong>${shadeLegend(number(worst), number(best))}</figcaption>${plotted}</figure>\n`;
}

/** So many parameters are looked at for two that are set together: one may be there only where the other is not. */
const MOST = 4;
/** Fewer trials that set both say nothing of them. */
const LEAST = 4;

/** Those that matter most first. */
const pairsOf = <T>(all: readonly T[]) =>
  all.flatMap((b, j) => all.slice(0, j).map((a): readonly [T, T] => [a, b]));

function firstOf<T, U>(all: readonly T[], find: (one: T) => U | undefined): U | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

function overTwo(
  { sweep, space }: Results,
  across: ParameterAxis | undefined,
  up: ParameterAxis | undefined,
  objective: number,
) {
  if (!space || !across || !up) return undefined;
  const found = contour(space, sweep.trials, [across.path, up.path], objective, CELLS, WITH_STOPPED);
  if (!found || found.points.length < LEAST) return undefined;
  // Where one plays a part only for one value of the other, there is nothing to see.
  const varies = (['x', 'y'] as const).every(
    (side) => new Set(found.points.map((one) => one[side])).size > 1,
  );
  return varies ? { found, across, up } : undefined;
}

/** A path for each shade; cells of a row that have the same one are one piece of it. */
function cells(
  { x: columns, y: rows, mean }: Contour,
  goal: 'maximize' | 'minimize',
  [low, high]: readonly [number, number],
  x: (place: number) => number,
  y: (place: number) => number,
): Piece {
  const [across, up] = [edges(columns.places).map(x), edges(rows.places).map(y)];
  const paths = Array.from({ length: SHADES }, () => '');
  for (const [row, means] of mean.entries()) {
    const shades = means.map((value) => {
      const part = high > low ? (value - low) / (high - low) : 0.5;
      return shadeOf(goal === 'maximize' ? part : 1 - part);
    });
    for (let from = 0; from < shades.length; ) {
      let to = from + 1;
      while (to < shades.length && shades[to] === shades[from]) to++;
      const [left, right] = [across[from]!.toFixed(1), across[to]!.toFixed(1)];
      const [bottom, top] = [up[row]!.toFixed(1), up[row + 1]!.toFixed(1)];
      paths[shades[from]!] += `M${left} ${bottom}H${right}V${top}H${left}Z`;
      from = to;
    }
  }
  return paths.map((path, i) => path !== '' && html`<path class="fill ${shadeClass(i)}" d="${path}"/>`);
}

/** Of pieces that lie side by side from 0 on, by their middles. */
function edges(middles: readonly number[]): number[] {
  const found = [0];
  for (const middle of middles) found.push(2 * middle - found.at(-1)!);
  return found;
}
