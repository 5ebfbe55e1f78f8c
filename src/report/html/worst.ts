import { sizeOf } from '../../arrays.js';
import type { Judgement } from '../../predictions/judgement.js';
import type { Predictions } from '../../predictions/predict.js';
import { areImages, imageOf } from '../image.js';
import { html, type Markup, type Piece } from '../markup.js';
import { worstRows } from '../scores.js';
import { number, table } from './parts.js';

const [MOST_IMAGES, MOST_ROWS, MOST_FEATURES] = [24, 15, 16];

/** The rows with the highest loss: images as images, others as their numbers. */
export function worstOf(predictions: Predictions, nameOf: (label: number) => string): Markup {
  const { x } = predictions.rows;
  return areImages({ shape: x.shape.slice(1), dtype: x.dtype })
    ? images(predictions, nameOf)
    : numbers(predictions, nameOf);
}

function images({ rows, losses, judgement, split }: Predictions, nameOf: (label: number) => string): Markup {
  const cards = worstRows(losses, MOST_IMAGES).map((row) => {
    const { truth, said } = words(judgement, row, nameOf);
    const label = `${split} row ${row}`;
    return html`<li><img src="${imageOf(rows.x, row)}" alt="${label}" width="96" height="96"><p>${
      said !== undefined && html`predicted ${said}<br>`
    }${truth !== undefined && html`true ${truth}<br>`}<span class="dim">loss ${number(losses[row])}, row ${row}</span></p></li>\n`;
  });
  return html`<ul class="images">${cards}</ul>`;
}

function numbers(
  { rows, features, losses, judgement, split }: Predictions,
  nameOf: (label: number) => string,
): Markup {
  const width = sizeOf(rows.x.shape.slice(1));
  const shown = Math.min(width, MOST_FEATURES);
  const judged = judgement.kind !== 'other';
  const names = Array.from({ length: shown }, (_, i) => features?.[i] ?? `x${i}`);
  const rest = width > shown ? [{ name: `and ${width - shown} more` }] : [];
  return table({
    caption: `Rows of the ${split} split with the highest loss`,
    columns: [
      { name: 'row', numeric: true },
      { name: 'loss', numeric: true },
      ...(judged ? [{ name: 'true' }, { name: 'predicted' }] : []),
      ...names.map((name) => ({ name, numeric: true })),
      ...rest,
    ],
    rows: worstRows(losses, MOST_ROWS).map((row) => {
      const { truth, said } = words(judgement, row, nameOf);
      const values = Array.from({ length: shown }, (_, i) => number(rounded(rows.x.data[row * width + i]!)));
      return [row, number(losses[row]), ...(judged ? [truth, said] : []), ...values, ...rest.map(() => '')];
    }),
  });
}

/** What is float32 has seven digits that count. */
const rounded = (value: number) => Number(value.toPrecision(6));

/** What is true of a row and what the model says, with its probability; for several values, all that are known. */
function words(
  judgement: Judgement,
  row: number,
  nameOf: (label: number) => string,
): { truth?: Piece; said?: Piece } {
  if (judgement.kind === 'other') return {};
  if (judgement.kind === 'values') {
    const { width, omitted } = judgement;
    const list = (values: Float32Array) => {
      const own = values.subarray(row * width, (row + 1) * width);
      return Array.from(own, (value) => number(rounded(value))).join(', ') + (omitted > 0 ? ', …' : '');
    };
    return { truth: list(judgement.truth), said: list(judgement.predicted) };
  }
  const { truth, predicted, score, trueScore, normalized } = judgement;
  const told = (label: number, value: number) =>
    html`<b>${nameOf(label)}</b> <span class="dim">${normalized ? percent(value) : number(value)}</span>`;
  return { truth: told(truth[row]!, trueScore[row]!), said: told(predicted[row]!, score[row]!) };
}

/** Small probabilities are not rounded to none. */
function percent(probability: number): string {
  if (probability > 0 && probability < 0.001) return '< 0.1 %';
  return `${(100 * probability).toFixed(1)} %`;
}
