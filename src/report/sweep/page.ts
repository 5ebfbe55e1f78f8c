import { documentOf, type Link } from '../html/document.js';
import { missing, part, scrolling, table } from '../html/parts.js';
import { html, type Markup, type Piece } from '../markup.js';
import { contourFigure } from './contour.js';
import { curveFigures } from './curves.js';
import { frontFigure } from './front.js';
import { historyFigure } from './history.js';
import { parallelFigure } from './parallel.js';
import { sliceFigures } from './slices.js';
import { SWEEP_STYLE } from './style.js';
import { importanceTable, summaryOf } from './summary.js';
import { failuresTable, trialsTable } from './trials.js';
import type { SweepView } from './view.js';

/** A part of the page; one without content is left out. */
interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: Piece;
}

/** The page about a sweep, a document that needs nothing else. */
export function sweepPageOf(view: SweepView): string {
  const { record } = view.results.sweep;
  const sections = sectionsOf(view).filter(({ content }) => content !== undefined && content !== false);
  const links = sections.map(({ id, title }): Link => [id, title]);
  const content = html`${sections.map(({ id, title, content }) => part(2, id, title, content))}`;
  return documentOf({ title: `Sweep ${record.name}`, style: SWEEP_STYLE, links, content });
}

function sectionsOf(view: SweepView): readonly Section[] {
  const { results, axes, weighed, labels } = view;
  const { record, trials } = results.sweep;
  const measured = trials.filter(({ objectives }) => objectives.some((one) => one !== null)).length;
  const each = (of: (objective: number) => Piece) => record.objectives.map((_, i) => of(i));
  const drawn = measured > 0 && axes.length > 0;
  // One parameter and one objective cross nothing.
  const crosses = drawn && axes.length + record.objectives.length > 2;
  return [
    { id: 'summary', title: 'Summary', content: summaryOf(results) },
    {
      id: 'front',
      title: 'Trade-off',
      content: measured > 0 && record.objectives.length > 1 && charts(fronts(view)),
    },
    {
      id: 'history',
      title: 'History',
      content: measured > 0 && charts(each((i) => historyFigure(results, i))),
    },
    { id: 'parallel', title: 'Parameters and outcome', content: crosses && parallelFigure(results, axes) },
    { id: 'importance', title: 'Importance', content: drawn && importanceTable(weighed) },
    { id: 'slices', title: 'Each parameter by itself', content: drawn && each((i) => slices(view, i)) },
    {
      id: 'contour',
      title: 'The two that matter most',
      content: drawn && nothingOr(weighed.map((one) => contourOf(view, one)).filter(Boolean)),
    },
    { id: 'curves', title: 'Curves of the best', content: curveFigures(view) },
    {
      id: 'trials',
      title: 'Trials',
      content:
        trials.length > 0
          ? html`${trialsTable(results, labels)}${lettersOf(view)}${failuresTable(results)}`
          : missing('There is nothing to show', 'no trial has begun'),
    },
    { id: 'files', title: 'Files', content: filesOf(view) },
  ];
}

const charts = (figures: Piece) => html`<div class="charts">${figures}</div>`;

const nothingOr = (figures: readonly Piece[]) => figures.length > 0 && charts(figures);

function fronts({ results }: SweepView): readonly Markup[] {
  const all = results.sweep.record.objectives.map((_, i) => i);
  return all.flatMap((a) => all.slice(a + 1).map((b) => frontFigure(results, [a, b])));
}

function slices({ results, axes }: SweepView, objective: number): Markup {
  const { objectives } = results.sweep.record;
  const figures = sliceFigures(results, axes, objective);
  return html`${objectives.length > 1 && html`<h3>${objectives[objective]!.name}</h3>`}${figures}`;
}

function contourOf({ results, axes }: SweepView, one: SweepView['weighed'][number]): Piece {
  const objective = results.sweep.record.objectives.findIndex(({ name }) => name === one.objective);
  return contourFigure(results, one, axes, objective);
}

/** Values that pictures and tables show by a letter. */
function lettersOf({ labels }: SweepView): Piece {
  if (labels.legend.length === 0) return undefined;
  return table({
    caption: 'What letters stand for',
    columns: [{ name: 'letter' }, { name: 'parameter' }, { name: 'value' }],
    rows: labels.legend.map(({ path, label, text }) => [
      label,
      html`<code>${path}</code>`,
      html`<code>${text}</code>`,
    ]),
  });
}

function filesOf({ texts, results }: SweepView): Piece {
  const { grid } = results.sweep.record;
  if (texts.length === 0 && grid.length === 0) return undefined;
  return html`${grid.length > 0 && html`<p>Asked for on the command line:</p><ul>${grid.map((one) => html`<li><code>${one}</code></li>`)}</ul>`}${texts.map(
    ({ name, text }) => html`<h3>${name}</h3>${scrolling(name, html`<pre><code>${text}</code></pre>`)}`,
  )}`;
}
