import type { Predictions } from '../../predictions/predict.js';
import type { RunView } from '../gather.js';
import { html, type Markup, type Piece } from '../markup.js';
import { classesOf } from './classes.js';
import { configOf, environmentOf } from './config.js';
import { curvesOf } from './curves.js';
import { modelOf } from './model.js';
import { missing, part } from './parts.js';
import { summaryOf } from './summary.js';
import { valuesOf } from './values.js';
import { worstOf } from './worst.js';

/**
 * Everything about one run.
 *
 * @param prefix of ids on the page. @param level of the headings of its parts.
 */
export function runOf(view: RunView, prefix: string, level: number): Markup {
  const { record, history, predictions } = view;
  const section = (id: string, title: string, content: Piece) =>
    part(level, `${prefix}-${id}`, title, content);
  return html`${section('summary', 'Summary', summaryOf(record))}
${section(
  'curves',
  'Curves',
  'value' in history ? curvesOf(history.value, prefix) : missing('They are not shown', history.reason),
)}
${'value' in predictions ? judged(predictions.value, view, prefix, section) : section('predictions', 'Predictions', missing('They are not shown', predictions.reason))}
${section('model', 'Model', modelOf(view.model, prefix))}
${section('experiment', 'Experiment', configOf(view))}
${section('environment', 'Environment', environmentOf(record))}`;
}

type SectionOf = (id: string, title: string, content: Piece) => Markup;

function judged(predictions: Predictions, { record }: RunView, prefix: string, section: SectionOf): Markup {
  const { judgement, split, weights, confirmed } = predictions;
  const nameOf = (label: number) => record.classes?.[label] ?? String(label);
  const from = html`<p class="dim">On the ${split} split, with the weights ${weights}${confirmed && ': they give the loss that the record has'}.</p>`;
  const title = split === 'train' ? 'training split' : `${split} split`;
  return html`${judgement.kind === 'classes' && section('classes', `Classes on the ${title}`, html`${from}${classesOf(judgement, nameOf)}`)}
${judgement.kind === 'values' && section('values', `Values on the ${title}`, html`${from}${valuesOf(judgement, prefix)}`)}
${section('worst', 'Worst predictions', html`${judgement.kind === 'other' && from}<p>The rows of the ${title} with the highest loss. Rows are counted from 0.</p>${worstOf(predictions, nameOf)}`)}`;
}
