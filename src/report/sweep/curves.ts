import { settingsText } from '../../sweeps/results/parameters.js';
import { columnOf } from '../../sweeps/study.js';
import { swatch } from '../html/curves.js';
import { html, type Piece } from '../markup.js';
import { type LineChart, lineChart } from '../svg/line-chart.js';
import type { Point } from '../svg/thin.js';
import type { SweepView } from './view.js';

const MOST = 6;
/** A name in a legend. */
const LONGEST = 60;

/** The best trials by epoch: what the sweep searched for first, then the same on the other split, then the rest. */
export function curveFigures({ results, curves }: SweepView): Piece {
  if (curves.length === 0) return undefined;
  const names = [...new Set(curves.flatMap(({ history }) => [...history.curves.keys()]))];
  const wanted = results.sweep.record.objectives.map((one) => columnOf(one) ?? `val_${one.name.slice(5)}`);
  const charts = names
    .filter((name) => name !== 'learning_rate')
    .sort((a, b) => rank(a, wanted) - rank(b, wanted))
    .slice(0, MOST)
    .map((name, i): LineChart => {
      const title = name.replace(/^val_/, 'validation ');
      const series = curves.flatMap(({ trial, history }, style) => {
        const values = history.curves.get(name);
        const points = values?.map((value, at): Point => [history.epochs[at]!, value]);
        return points ? [{ name: nameOf(results, trial), style, points }] : [];
      });
      return { id: `curve-${i}`, title, series };
    });
  const legend = curves.map(({ trial }, style) => html`<li>${swatch(style)}${nameOf(results, trial)}</li>`);
  const figures = charts.map(
    (chart) =>
      html`<figure><figcaption class="title"><strong>${chart.title}</strong></figcaption>${lineChart(chart)}</figure>\n`,
  );
  return html`<ul class="legend trials">${legend}</ul><div class="charts">${figures}</div>`;
}

const plain = (name: string) => name.replace(/^val_/, '');

function rank(name: string, wanted: readonly string[]): number {
  const at = wanted.indexOf(name);
  if (at >= 0) return at;
  const like = wanted.findIndex((one) => plain(one) === plain(name));
  return like >= 0 ? wanted.length + like : 2 * wanted.length + (name.startsWith('val_') ? 0 : 1);
}

function nameOf({ varying }: SweepView['results'], trial: SweepView['curves'][number]['trial']): string {
  const text = settingsText(trial, varying);
  const name = `${trial.number}${text && `: ${text}`}`;
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}
