import { line } from 'd3-shape';
import type { Trial } from '../../sweeps/record/record.js';
import type { Results } from '../../sweeps/results/results.js';
import { scrolling } from '../html/parts.js';
import { html, type Markup } from '../markup.js';
import { valueAxis } from '../svg/axis.js';
import type { Mark, ParameterAxis } from './axes.js';
import { kindOf, tellTrial } from './outcomes.js';
import { shadeClass, shadeLegend, shadeOf } from './shades.js';

const [HEIGHT, TOP, BOTTOM] = [380, 58, 30];
/** Least room from one axis to the next and beside the first and the last, and the width that there is to be filled. */
const [STEP, SIDE, WIDTH] = [150, 70, 1060];
/** Of the page's letters, on average. */
const CHARACTER = 7.2;
/** Of more lines none says anything under the pointer. */
const MOST_TOLD = 300;

/** An upright axis: where it is, what it is called, and where a trial crosses it. */
interface Upright {
  readonly x: number;
  readonly name: string;
  readonly path: string;
  readonly marks: readonly Mark[];
  /** From 0 at the bottom to 1; undefined for a trial in which it plays no part. */
  placeOf(trial: Trial): number | undefined;
}

/**
 * Parallel coordinates: a line for each trial that came to something, across an axis for each parameter and then for each
 * objective; the better it is in the first objective, the stronger its colour.
 */
export function parallelFigure(results: Results, axes: readonly ParameterAxis[]): Markup {
  const { objectives } = results.sweep.record;
  const trials = results.ranking.trials.filter((trial) =>
    objectives.every((_, i) => ['done', 'stopped'].includes(kindOf(trial, i) ?? '')),
  );
  const uprights = uprightsOf(results, axes, trials);
  const width = uprights.at(-1)!.x + SIDE;
  const { name } = objectives[0]!;
  const shades = new Map(byFirst(results, trials).map(({ number }, i) => [number, shade(i, trials.length)]));
  // The best ones are drawn last: nothing covers them.
  const lines = trials
    .toReversed()
    .map((trial) => lineOf(results, trial, uprights, shades.get(trial.number)!, trials.length <= MOST_TOLD));
  const stopped = trials.some(({ status }) => status === 'stopped');
  const id = 'coordinates';
  const title = 'Parallel coordinates';
  const description = `A line for each of ${trials.length} trials across ${uprights.map(({ path }) => path).join(', ')}.`;
  const picture = html`<svg class="parallel" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc">
<title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>
<g class="${trials.length <= MOST_TOLD ? 'some' : 'many'}">${lines}</g>${uprights.map(axisOf)}
</svg>`;
  return html`<figure class="wide"><figcaption class="title">${shadeLegend(`worst ${name}`, `best, by rank of ${trials.length} trials`)}${stopped && html`<p class="dim">Dashed: stopped early.</p>`}</figcaption>${scrolling(title, picture)}</figure>`;
}

/** Best first in the first objective, whatever the ranking says of the others, or of trials that were stopped. */
function byFirst({ sweep }: Results, trials: readonly Trial[]): readonly Trial[] {
  const sign = sweep.record.objectives[0]!.goal === 'maximize' ? -1 : 1;
  return trials.toSorted((a, b) => sign * (a.objectives[0]! - b.objectives[0]!) || a.number - b.number);
}

/** By rank: a few that are far off would leave one shade for all others. Squared, so that few are strong. */
const shade = (rank: number, count: number) => shadeOf((1 - (rank + 0.5) / count) ** 2);

function uprightsOf({ sweep }: Results, axes: readonly ParameterAxis[], trials: readonly Trial[]): Upright[] {
  const ofParameters = axes.map(({ name, path, marks, places }) => ({
    name,
    path,
    marks,
    placeOf: (trial: Trial) => places.get(trial.number),
  }));
  const ofObjectives = sweep.record.objectives.map(({ name }, i) => {
    const values = trials.map(({ objectives }) => objectives[i]!);
    const { place, ticks } = valueAxis(values, [0, 1]);
    const marks = ticks.map(({ at, label }) => ({ place: at, label }));
    return { name, path: name, marks, placeOf: (trial: Trial) => place(trial.objectives[i]!) };
  });
  const all = [...ofParameters, ...ofObjectives];
  const longest = Math.max(...all[0]!.marks.map(({ label }) => label.length));
  const left = Math.max(SIDE, Math.ceil(longest * CHARACTER) + 16);
  const step = Math.max(STEP, Math.floor((WIDTH - left - SIDE) / (all.length - 1)));
  return all.map((one, i) => ({ ...one, x: left + i * step }));
}

const yOf = (place: number) => HEIGHT - BOTTOM - place * (HEIGHT - BOTTOM - TOP);
/** Below all values: where a line passes an axis that plays no part in its trial. */
const ABSENT = yOf(0) + 16;

function lineOf(
  results: Results,
  trial: Trial,
  uprights: readonly Upright[],
  of: number,
  told: boolean,
): Markup {
  const path = line<Upright>(
    ({ x }) => x,
    (upright) => {
      const place = upright.placeOf(trial);
      return place === undefined ? ABSENT : yOf(place);
    },
  ).digits(1);
  const isBest = results.ranking.best.includes(trial.number);
  const kind = isBest ? ' top' : trial.status === 'stopped' ? ' stopped' : '';
  return html`<path class="thread ${shadeClass(of)}${kind}" d="${path(uprights) ?? ''}">${
    told && html`<title>${tellTrial(results, trial)}</title>`
  }</path>`;
}

function axisOf({ x, name, path, marks }: Upright, i: number): Markup {
  const longest = Math.floor(STEP / CHARACTER) - 1;
  const shown = name.length > longest ? `…${name.slice(1 - longest)}` : name;
  const ticks = marks.map(({ place, label }) => {
    const y = yOf(place).toFixed(1);
    return html`<path class="axis" d="M${x - 4} ${y}H${x}"/><text class="mark" x="${x - 8}" y="${y}" dy=".35em">${label}</text>`;
  });
  // Names that are long stand at two heights, so that none runs into the next.
  const y = name.length * CHARACTER > STEP * 0.8 && i % 2 === 1 ? TOP - 34 : TOP - 16;
  return html`<path class="axis" d="M${x} ${yOf(1).toFixed(1)}V${yOf(0).toFixed(1)}"/>${ticks}<text class="name" x="${x}" y="${y}">${shown}<title>${path}</title></text>`;
}
