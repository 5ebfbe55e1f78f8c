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

const STYLE = `svg{background:${LIGHT.paper};font-family:system-ui,sans-serif}text{font-size:13px;fill:${LIGHT.dim}}.grid path{stroke:${LIGHT.rule};fill:none}.axis{stroke:${LIGHT.dim};fill:none}.end{text-anchor:end}.middle{text-anchor:middle}.line{fill:none;stroke:${LIGHT.series[0]};stroke-width:2}.word{fill:${LIGHT.series[1]};stroke:${LIGHT.paper};stroke-width:4;paint-order:stroke}.mark{stroke:${LIGHT.series[1]};stroke-width:1.5;stroke-dasharray:${DASHES[1]}}`;

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
  const drawn = marks.map(([rate, words], i) => {
    const at = x.place(rate);
    // The words of neighbours stand one below the other, on the side that has room for them.
    const isRight = at > (left + right) / 2;
    const [side, height] = [(isRight ? at - 6 : at + 6).toFixed(1), top + 14 + 17 * i];
    const text = html`<text class="${isRight ? 'word end' : 'word'}" x="${side}" y="${height}">${words}</text>`;
    return { line: html`<path class="mark" d="M${at.toFixed(1)} ${top}V${bottom}"/>`, text };
  });
  const told = marks.map(([, words]) => words).join('; ');
  const picture = plot(
    {
      id: 'rates',
      title,
      description: `${title}. ${told}`,
      area,
      x,
      y,
      xLabel: 'smoothed loss over the learning rate',
    },
    html`<path class="line" d="${path(points) ?? ''}"/>${drawn.map((mark) => mark.line)}${drawn.map((mark) => mark.text)}`,
  ).text;
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${2 * WIDTH}"`;
  return `${picture.replace('<svg', head).replace('>', `><style>${STYLE}</style>`)}\n`;
}
