import { max } from 'd3-array';
import type { ClassPredictions } from '../../predictions/judgement.js';
import { formatCount } from '../../training/progress-text.js';
import { html, type Markup, type Piece } from '../markup.js';
import {
  accuracyOf,
  type Confusion,
  commonestMistakes,
  confusionOf,
  macroAverage,
  type Score,
  scoresOf,
  weightedAverage,
} from '../scores.js';
import { details, number, scrolling, table } from './parts.js';

/** A larger matrix cannot be read: the commonest mistakes say what there is to say. */
const MOST_CLASSES = 40;
const MOST_MISTAKES = 10;
/** Shades that the page's style has for cells, from none to full. */
const SHADES = 10;

/** Confusion matrix, what is most often confused, and scores of every class. */
export function classesOf(judgement: ClassPredictions, nameOf: (label: number) => string): Markup {
  const confusion = confusionOf(judgement.truth, judgement.predicted, judgement.classCount);
  const names = Array.from({ length: confusion.classes }, (_, label) => nameOf(label));
  const rows = judgement.truth.length;
  const wrong = Math.round(rows * (1 - accuracyOf(confusion)));
  return html`<p>${formatCount(rows - wrong)} of ${formatCount(rows)} rows are right (${percent(1 - wrong / rows)}), ${formatCount(wrong)} wrong.</p>
${confusion.classes <= MOST_CLASSES ? matrix(confusion, names) : html`<p class="missing">${confusion.classes} classes are too many for a confusion matrix on a page.</p>`}
${mistakes(confusion, names)}
${scoresTable(confusion, names)}`;
}

const percent = (part: number) => `${(100 * part).toFixed(2)} %`;

function matrix({ classes, counts }: Confusion, names: readonly string[]): Markup {
  const caption = 'Confusion matrix: a row for each true class, a column for each predicted one';
  const largest = Math.max(...[...counts].filter((_, i) => i % (classes + 1) !== 0), 0);
  const head = names.map((name) => html`<th scope="col">${name}</th>`);
  const body = names.map((name, truth) => {
    const row = counts.subarray(truth * classes, (truth + 1) * classes);
    const total = row.reduce((sum, count) => sum + count, 0);
    const cells = [...row].map((count, predicted) => {
      const kind = truth === predicted ? 'hit' : 'miss';
      return html`<td class="${kind} ${shade(count, truth === predicted ? total : largest)}">${count === 0 ? html`<span class="dim">0</span>` : count}</td>`;
    });
    return html`<tr><th scope="row">${name}</th>${cells}</tr>\n`;
  });
  const corner = html`<td class="corner">true \\ predicted</td>`;
  return scrolling(
    'Confusion matrix',
    html`<table class="matrix"><caption>${caption}</caption><thead><tr>${corner}${head}</tr></thead><tbody>${body}</tbody></table>`,
  );
}

/** Hits as a part of their class, mistakes beside the commonest one; a single one shows all the same. */
function shade(count: number, most: number): string {
  return `h${count === 0 ? 0 : Math.max(1, Math.round((SHADES * count) / most))}`;
}

function mistakes(confusion: Confusion, names: readonly string[]): Piece {
  const found = commonestMistakes(confusion, MOST_MISTAKES);
  if (found.length === 0) return undefined;
  const content = table({
    caption: 'Commonest mistakes',
    columns: [{ name: 'true class' }, { name: 'predicted as' }, { name: 'rows', numeric: true }],
    rows: found.map(({ truth, predicted, rows }) => [names[truth], names[predicted], rows]),
  });
  return details('What is most often confused', content);
}

function scoresTable(confusion: Confusion, names: readonly string[]): Markup {
  const scores = scoresOf(confusion);
  const cells = (name: Piece, { precision, recall, f1, support }: Score): Piece[] => [
    name,
    bar(precision),
    bar(recall),
    bar(f1),
    formatCount(support),
  ];
  return table({
    caption: 'Scores of every class',
    columns: [
      { name: 'class' },
      ...['precision', 'recall', 'F1', 'support'].map((name) => ({ name, numeric: true })),
    ],
    rows: [
      ...scores.map((score, label) => cells(names[label], score)),
      cells(html`<em>macro average</em>`, macroAverage(scores)),
      cells(html`<em>weighted average</em>`, weightedAverage(scores)),
    ],
  });
}

/** A score from 0 to 1 and its length. */
function bar(score: number): Piece {
  if (Number.isNaN(score)) return '–';
  const width = max([0, Math.round(40 * score)]);
  return html`<span class="score">${number(score)}<svg class="bar" viewBox="0 0 40 8" aria-hidden="true"><rect class="room" width="40" height="8"/><rect class="part" width="${width}" height="8"/></svg></span>`;
}
