import { line } from 'd3-shape';
import { history } from '../../sweeps/analysis/history.js';
import type { Results } from '../../sweeps/results/results.js';
import { number } from '../html/parts.js';
import { html, type Markup } from '../markup.js';
import { epochAxis, valueAxis } from '../svg/axis.js';
import { type Dot, dots } from '../svg/dots.js';
import { areaFor, plot } from '../svg/plot.js';
import { dotLegend, kindOf, tellTrial } from './outcomes.js';

/** What trials came to in the order of their numbers, and the best of them so far. */
export function historyFigure(results: Results, objective: number): Markup {
  const { record, trials } = results.sweep;
  const { name, goal } = record.objectives[objective]!;
  const found = trials.flatMap((trial) => {
    const kind = kindOf(trial, objective);
    return kind ? [{ trial, kind, value: trial.objectives[objective] ?? null }] : [];
  });
  const values = found.flatMap(({ value }) => value ?? []);
  const area = areaFor(valueAxis(values, [0, 1]).ticks.map(({ label }) => label));
  const y = valueAxis(values, [area.bottom, area.top]);
  const x = epochAxis(
    trials.map((trial) => trial.number),
    [area.left + INSET, area.right - INSET],
  );
  const best = history(trials, goal, objective);
  const path = line<readonly [number, number]>(
    ([at]) => x.place(at),
    ([, value]) => y.place(value),
  ).digits(1);
  // A step where a trial is better than all before.
  const steps = best.flatMap((point, i) => {
    const before = best[i - 1]?.best;
    if (before === point.best && i < best.length - 1) return [];
    const corner = [[point.number, before ?? point.best] as const, [point.number, point.best] as const];
    return before === undefined ? corner.slice(1) : corner;
  });
  const all = found.map(({ trial, kind, value }): Dot => {
    const title = tellTrial(results, trial);
    return { x: x.place(trial.number), y: value === null ? area.bottom : y.place(value), kind, title };
  });
  const end = best.at(-1);
  const description = `${found.length} trials${end ? `, the best of them ${number(end.best)} (${goal})` : ''}.`;
  const id = `history-${objective}`;
  const xLabel = y.isLog ? 'trial (values on a logarithmic scale)' : 'trial';
  const marks = html`<g class="series s0">${dots(all)}</g><g class="series s1"><path class="line solid" d="${path(steps) ?? ''}"/></g>`;
  const legend = dotLegend(
    all.map(({ kind }) => kind),
    [html`<li>${SO_FAR}best completed so far</li>`],
  );
  return html`<figure><figcaption><strong>${name}</strong>${legend}</figcaption>${plot({ id, title: `${name} of every trial`, description, area, x, y, xLabel }, marks)}</figure>\n`;
}

/** Dots at the ends stand free of the axis. */
const INSET = 6;

const SO_FAR = html`<svg class="swatch" viewBox="0 0 28 12" aria-hidden="true"><g class="series s1"><path class="line solid" d="M1 6H27"/></g></svg>`;
