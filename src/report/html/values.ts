import type { ValuePredictions } from '../../predictions/judgement.js';
import { formatCount } from '../../training/progress-text.js';
import { html, type Markup } from '../markup.js';
import { fitOf } from '../scores.js';
import { scatter, strideOf } from '../svg/scatter.js';
import { facts, number } from './parts.js';

/** True and predicted values as pictures, and how far apart they are. */
export function valuesOf({ width, omitted, truth, predicted }: ValuePredictions, prefix: string): Markup {
  const outputs = Array.from({ length: width }, (_, output) => {
    const column = (values: Float32Array) => values.filter((_, i) => i % width === output);
    return { output, truth: column(truth), predicted: column(predicted) };
  });
  const isOne = width + omitted === 1;
  return html`${omitted > 0 && html`<p>The first ${width} of ${formatCount(width + omitted)} outputs.</p>`}<div class="charts">${outputs.map(
    (one) => figure(one, prefix, isOne ? 'Predicted over true values' : `Output ${one.output}`),
  )}</div>`;
}

interface Output {
  readonly output: number;
  readonly truth: Float32Array;
  readonly predicted: Float32Array;
}

function figure({ output, truth, predicted }: Output, prefix: string, title: string): Markup {
  const fit = fitOf(truth, predicted);
  const stride = strideOf(truth.length);
  const numbers = facts([
    ['R²', number(fit.r2)],
    ['mean absolute error', number(fit.meanAbsolute)],
    ['root mean squared error', number(fit.rootMeanSquared)],
    ['mean of predicted minus true', number(fit.bias)],
  ]);
  const picture = scatter({ id: `${prefix}-scatter-${output}`, title, truth, predicted });
  const note = stride > 1 && html`<span class="dim">one of ${stride} rows is drawn</span>`;
  return html`<figure><figcaption><strong>${title}</strong> ${note}</figcaption>${picture}${numbers}</figure>`;
}
