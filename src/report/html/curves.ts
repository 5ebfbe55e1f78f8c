import { max, min } from 'd3-array';
import type { History } from '../../runs/history.js';
import { moreIsBetter } from '../../runs/index.js';
import { html, type Markup } from '../markup.js';
import { type LineChart, lineChart, type Series, styleOf } from '../svg/line-chart.js';
import type { Point } from '../svg/thin.js';
import { details, number, table } from './parts.js';

const RATE = 'learning_rate';
/** Rows of the table of epochs; metrics.csv has them all. */
const MOST_ROWS = 500;

/** A picture for every metric, training and validation in one, the learning rate last, and all of it as a table. */
export function curvesOf(history: History, prefix: string): Markup {
  if (history.epochs.length === 0)
    return html`<p class="missing">No epoch has ended: there are no curves.</p>`;
  const names = [...history.curves.keys()].filter((name) => !name.startsWith('val_') && name !== RATE);
  const charts = names.map((name, i): LineChart => {
    const best = history.curves.has(`val_${name}`) ? 'validation' : 'training';
    const series = [
      seriesOf(history, name, 'training', 0, best),
      seriesOf(history, `val_${name}`, 'validation', 1, best),
    ];
    return { id: `${prefix}-curve-${i}`, title: name, series: series.flat() };
  });
  const rate = seriesOf(history, RATE, 'learning rate', 2);
  const pictures = [...charts, { id: `${prefix}-curve-rate`, title: 'learning rate', series: rate }];
  return html`<div class="charts">${pictures.filter(({ series }) => series.length > 0).map(chartFigure)}</div>
${details('Every epoch as a table', epochsTable(history))}`;
}

/** One series, or none where the run has no such values. The best point is marked if the series is called `best`. */
function seriesOf(
  { epochs, curves }: History,
  key: string,
  name: string,
  style: number,
  best?: string,
): Series[] {
  const values = curves.get(key);
  if (!values) return [];
  const points = epochs.map((epoch, i): Point => [epoch, values[i]!]);
  const top = name === best ? bestPoint(points, key.replace(/^val_/, '')) : undefined;
  return [{ name, style, points, ...(top && { best: top }) }];
}

/** The first point with the best value of a metric. */
function bestPoint(points: readonly Point[], metric: string): Point | undefined {
  const values = points.map(([, value]) => value).filter(Number.isFinite);
  const best = moreIsBetter(metric) ? max(values) : min(values);
  return points.find(([, value]) => value === best);
}

/** A picture with its name and legend. */
export function chartFigure(chart: LineChart): Markup {
  const { title, series } = chart;
  const marked = series.find(({ best }) => best);
  const says = series.length > 1 || series[0]?.name !== title;
  const legend =
    says &&
    html`<ul class="legend">${series.map(
      ({ name, style }) => html`<li>${swatch(style)}${name}</li>`,
    )}${marked?.best && html`<li><svg class="swatch" viewBox="0 0 16 12" aria-hidden="true"><g class="${styleOf(marked.style)}"><circle class="best" cx="8" cy="6" r="4.5"/></g></svg>best ${number(marked.best[1])} (epoch ${marked.best[0]})</li>`}</ul>`;
  return html`<figure><figcaption><strong>${title}</strong>${legend}</figcaption>${lineChart(chart)}</figure>\n`;
}

/** A piece of a curve, for a legend. */
export const swatch = (style: number) =>
  html`<svg class="swatch" viewBox="0 0 28 12" aria-hidden="true"><g class="${styleOf(style)}"><path class="line" d="M1 6H27"/></g></svg>`;

function epochsTable({ epochs, curves }: History): Markup {
  const stride = Math.ceil(epochs.length / MOST_ROWS);
  const rows = [...epochs.keys()].filter((i) => i % stride === 0 || i === epochs.length - 1);
  const caption =
    stride === 1 ? 'Every epoch' : `One of ${stride} epochs, and the last: metrics.csv has them all`;
  return table({
    caption,
    columns: [{ name: 'epoch' }, ...[...curves.keys()].map((name) => ({ name, numeric: true }))],
    rows: rows.map((i) => [epochs[i], ...[...curves.values()].map((values) => told(values[i]!))]),
  });
}

const told = (value: number) => (Number.isFinite(value) ? number(value) : String(value));
