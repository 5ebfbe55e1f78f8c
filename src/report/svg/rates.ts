import { line } from 'd3-shape';
import { DASHES, LIGHT } from '../html/colours.js';
import { html } from '../markup.js';
import { valueAxis } from './axis.js';
import { areaFor, plot, WIDTH } from './plot.js';

/** What a picture of a search for a learning rate shows. */
export interface RatesPicture {
  readonly title: string;
  /** Rates and losses, smoothed. */
  readonly points: readonly (readonly [rate: number, loss: number])[];
  /** Rates that are marked, with their words. */
  readonly marks: readonly (readonly [rate: number, words: string])[];
}

const STYLE = `svg{background:${LIGHT.paper};font-family:system-ui,sans-serif}text{font-size:13px;fill:${LIGHT.dim}}.grid path{stroke:${LIGHT.rule};fill:none}.axis{stroke:${LIGHT.dim};fill:none}.end{text-anchor:end}.middle{text-anchor:middle}.line{fill:none;stroke:${LIGHT.series[0]};stroke-width:2}.mark{stroke:${LIGHT.series[1]};stroke-width:1.5;stroke-dasharray:${DASHES[1]}}`;

/** The loss over learning rates on a logarithmic axis, as an SVG file that needs nothing beside it. */
export function ratesSvg({ title, points, marks }: RatesPicture): string {
  const losses = points.map(([, loss]) => loss);
  const area = areaFor(valueAxis(losses, [0, 1]).ticks.map(({ label }) => label));
  const { left, right, top, bottom } = area;
  const y = valueAxis(losses, [bottom, top]);
  const x = valueAxis(
    points.map(([rate]) => rate),
    [left, right],
  );
  const path = line<readonly [number, number]>()
    .x(([rate]) => x.place(rate))
    .y(([, loss]) => y.place(loss))
    .digits(1);
  const lines = marks.map(([rate, words]) => {
    const at = x.place(rate).toFixed(1);
    return html`<path class="mark" d="M${at} ${top}V${bottom}"><title>${words}</title></path>`;
  });
  const told = marks.map(([, words]) => words).join('; ');
  const picture = plot(
    { id: 'rates', title, description: `${title}. ${told}`, area, x, y, xLabel: 'learning rate' },
    html`<path class="line" d="${path(points) ?? ''}"/>${lines}`,
  ).text;
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${2 * WIDTH}"`;
  return `${picture.replace('<svg', head).replace('>', `><style>${STYLE}</style>`)}\n`;
}
