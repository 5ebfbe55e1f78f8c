import { median } from 'd3-array';
import type { Results } from '../../sweeps/results/results.js';
import { number } from '../html/parts.js';
import { html, type Markup, type Piece } from '../markup.js';
import { type Axis, valueAxis } from '../svg/axis.js';
import { type Dot, dots } from '../svg/dots.js';
import { type Area, areaFor, plot } from '../svg/plot.js';
import type { ParameterAxis } from './axes.js';
import { dotLegend, kindOf, tellTrial } from './outcomes.js';

/** An objective over each parameter by itself; of few values the median of each is marked. */
export function sliceFigures(results: Results, axes: readonly ParameterAxis[], objective: number): Markup {
  const { record, trials } = results.sweep;
  const { name } = record.objectives[objective]!;
  const values = trials.flatMap((trial) =>
    kindOf(trial, objective) ? (trial.objectives[objective] ?? []) : [],
  );
  const area = areaFor(valueAxis(values, [0, 1]).ticks.map(({ label }) => label));
  const y = valueAxis(values, [area.bottom, area.top]);
  const figures = axes.map((axis, i) => {
    const all = dotsOf(results, axis, objective, area, y);
    const x = axisIn(axis, area);
    // Two rows of labels leave no room for its name, which stands above as well.
    const below = x.ticks.some(({ lower }) => lower) ? '' : axis.name;
    const xLabel = y.isLog ? `${below} (${name} on a logarithmic scale)`.trim() : below;
    const plotted = plot(
      {
        id: `slice-${objective}-${i}`,
        title: `${name} over ${axis.path}`,
        description: `${all.length} trials, by the value of ${axis.path}.`,
        area,
        x,
        y,
        xLabel,
      },
      html`<g class="series s0">${dots(all)}</g>${axis.isList && medians(results, axis, objective, area, y)}`,
    );
    return html`<figure><figcaption class="title"><strong>${axis.title}</strong></figcaption>${plotted}</figure>\n`;
  });
  const kinds = trials.flatMap((trial) => kindOf(trial, objective) ?? []);
  const middle = axes.some(({ isList }) => isList) && [html`<li>${MEDIAN}median of those completed</li>`];
  return html`${dotLegend(kinds, middle || [])}<div class="charts">${figures}</div>`;
}

/** Dots at the ends stand free of the edges. */
const INSET = 8;
/** Widest a character of a tick is, on average. */
const CHARACTER = 8;

/** The axis of a parameter along the bottom of a picture. */
export function axisIn({ marks }: ParameterAxis, area: Area): Axis {
  const [from, to] = [area.left + INSET, area.right - INSET];
  const place = (at: number) => from + at * (to - from);
  const room = Math.floor((to - from) / marks.length / CHARACTER);
  const twoRows = marks.some(({ label }) => label.length > room);
  const most = Math.max(4, twoRows ? 2 * room - 1 : room);
  const short = (text: string) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  const ticks = marks.map((mark, i) => {
    const lower = twoRows && i % 2 === 1;
    return { at: place(mark.place), label: short(mark.label), ...(lower && { lower }) };
  });
  return { place, ticks, isLog: false };
}

function dotsOf(results: Results, axis: ParameterAxis, objective: number, area: Area, y: Axis): Dot[] {
  const { place } = axisIn(axis, area);
  return results.sweep.trials.flatMap((trial): Dot[] => {
    const [kind, at] = [kindOf(trial, objective), axis.places.get(trial.number)];
    if (!kind || at === undefined) return [];
    const value = trial.objectives[objective] ?? null;
    const title = tellTrial(results, trial);
    return [{ x: place(at), y: value === null ? area.bottom : y.place(value), kind, title }];
  });
}

function medians(results: Results, axis: ParameterAxis, objective: number, area: Area, y: Axis): Piece {
  const { place } = axisIn(axis, area);
  const half = Math.min(24, (area.right - area.left) / axis.marks.length / 2.5);
  return html`<g class="series s1">${axis.marks.map((mark) => {
    const values = results.sweep.trials.flatMap((trial) => {
      const at = axis.places.get(trial.number);
      const isNear = at !== undefined && nearest(axis, at) === mark;
      return isNear && trial.status === 'completed' ? (trial.objectives[objective] ?? []) : [];
    });
    const middle = median(values);
    if (middle === undefined) return undefined;
    const says = `${mark.label}: median ${number(middle)} of ${values.length} trial${values.length === 1 ? '' : 's'}`;
    const [x, at] = [place(mark.place), y.place(middle).toFixed(1)];
    return html`<path class="line solid" d="M${(x - half).toFixed(1)} ${at}H${(x + half).toFixed(1)}"><title>${says}</title></path>`;
  })}</g>`;
}

const nearest = ({ marks }: ParameterAxis, at: number) =>
  marks.reduce((best, mark) => (Math.abs(mark.place - at) < Math.abs(best.place - at) ? mark : best));

const MEDIAN = html`<svg class="swatch" viewBox="0 0 28 12" aria-hidden="true"><g class="series s1"><path class="line solid" d="M1 6H27"/></g></svg>`;
