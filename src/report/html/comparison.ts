import { type Comparison, compare } from '../../compare/compare.js';
import type { RunView } from '../gather.js';
import { html, type Markup, type Piece } from '../markup.js';
import type { LineChart, Series } from '../svg/line-chart.js';
import type { Point } from '../svg/thin.js';
import { chartFigure, swatch } from './curves.js';
import { number, part, table } from './parts.js';
import { badge } from './summary.js';

/** Runs side by side: metrics, what differs, and their curves laid over one another. */
export function comparisonOf(views: readonly RunView[], level: number): Markup {
  const compared = compare(views.map(({ record }) => record));
  return html`${part(level, 'all-metrics', 'Metrics', metricsTable(views, compared))}
${part(level, 'all-differences', 'Differences', differencesTable(views, compared))}
${part(level, 'all-curves', 'Curves', overlaid(views))}`;
}

/** A name for a run that tells it from the others: its number and its name, as its heading has it. */
export const runName = ({ record }: RunView, i: number) => `${i + 1}. ${record.name}`;

const runLink = (view: RunView, i: number): Piece =>
  html`${swatch(i)}<a href="#r${i}">${runName(view, i)}</a>`;

function metricsTable(views: readonly RunView[], { metrics, runs }: Comparison): Markup {
  return table({
    caption: 'Metrics at the end; ★ marks the best of each',
    columns: [{ name: 'run' }, { name: 'status' }, ...metrics.map((name) => ({ name, numeric: true }))],
    rows: runs.map(({ values, best }, i) => [
      runLink(views[i]!, i),
      badge(views[i]!.record.status),
      ...values.map((value, at) => (best[at] ? html`<b>${number(value)} ★</b>` : number(value))),
    ]),
  });
}

/** A row for every key: there are more keys than runs. */
function differencesTable(views: readonly RunView[], { differing, runs }: Comparison): Markup {
  if (differing.length === 0) return html`<p>Nothing that is recorded differs between these runs.</p>`;
  return table({
    caption: 'Keys of the experiment, data, code, versions and machine that not all runs have the same',
    columns: [{ name: 'key' }, ...views.map((view, i) => ({ name: runLink(view, i) }))],
    rows: differing.map((key, at) => [
      html`<code>${key}</code>`,
      ...runs.map(({ facts }) => (facts[at] === undefined ? '–' : String(facts[at]))),
    ]),
  });
}

/** A picture for every column of metrics.csv that a run has: those of validation first. */
function overlaid(views: readonly RunView[]): Markup {
  const names = views.flatMap(({ history }) => ('value' in history ? [...history.value.curves.keys()] : []));
  const rank = (name: string) => (name === 'learning_rate' ? 2 : name.startsWith('val_') ? 0 : 1);
  const charts = [...new Set(names)]
    .sort((a, b) => rank(a) - rank(b))
    .map(
      (name, i): LineChart => ({
        id: `all-curve-${i}`,
        title: name.replace(/^val_/, 'validation ').replace('learning_rate', 'learning rate'),
        series: views.flatMap((view, i) => seriesOf(view, i, name)),
      }),
    );
  const drawn = charts.filter(({ series }) => series.length > 0);
  if (drawn.length === 0)
    return html`<p class="missing">None of these runs has ended an epoch: there are no curves.</p>`;
  return html`<div class="charts">${drawn.map(chartFigure)}</div>
<p class="dim">The tables of every epoch stand with the single runs below.</p>`;
}

function seriesOf(view: RunView, i: number, key: string): Series[] {
  const { history } = view;
  const values = 'value' in history ? history.value.curves.get(key) : undefined;
  if (!values || !('value' in history)) return [];
  const points = history.value.epochs.map((epoch, at): Point => [epoch, values[at]!]);
  return points.length === 0 ? [] : [{ name: runName(view, i), style: i, points }];
}
