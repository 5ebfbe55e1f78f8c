import { html, type Markup } from '../markup.js';
import { valueAxis } from './axis.js';
import { areaFor, plot } from './plot.js';

export interface Scatter {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly truth: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
}

/** Points that can be told apart. */
const MOST = 1500;

/** Points that `scatter` draws of so many: the distance from one to the next that it takes. */
export const strideOf = (count: number) => Math.ceil(count / MOST);

/** Predicted over true values, both on one linear or logarithmic scale, with the line where they are equal. */
export function scatter({ id, title, truth, predicted }: Scatter): Markup {
  const stride = strideOf(truth.length);
  const points = Array.from({ length: Math.ceil(truth.length / stride) }, (_, i) => {
    return [truth[i * stride]!, predicted[i * stride]!] as const;
  }).filter((point) => point.every(Number.isFinite));
  const values = points.flat();
  const area = areaFor(valueAxis(values, [0, 1]).ticks.map(({ label }) => label));
  const x = valueAxis(values, [area.left, area.right]);
  const y = valueAxis(values, [area.bottom, area.top]);
  const xLabel = x.isLog ? 'true value (logarithmic scales)' : 'true value';
  const description = `${points.length} points: true value to the right, predicted value upwards. A perfect model's points lie on the diagonal.`;
  const marks = html`<path class="diagonal" d="M${area.left} ${area.bottom}L${area.right} ${area.top}"/><g class="series s0">${points.map(
    ([a, b]) =>
      html`<circle class="cloud" cx="${x.place(a).toFixed(1)}" cy="${y.place(b).toFixed(1)}" r="2.5"/>`,
  )}</g>`;
  return plot({ id, title, description, area, x, y, xLabel }, marks);
}
