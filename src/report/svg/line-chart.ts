import { line } from 'd3-shape';
import { html, type Markup, type Piece } from '../markup.js';
import { epochAxis, valueAxis } from './axis.js';
import { areaFor, plot } from './plot.js';
import { type Point, thinned } from './thin.js';

/** Colours and dashes that the page's style has: of more series, the first ones come again. */
export const STYLES = 8;

export interface Series {
  readonly name: string;
  /** Colour and dash. */
  readonly style: number;
  readonly points: readonly Point[];
  /** A point to be marked. */
  readonly best?: Point;
}

export interface LineChart {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly series: readonly Series[];
}

/** Points of a curve; a picture has fewer places beside one another. */
const MOST_POINTS = 1000;
/** Up to so many points of a curve each has a dot; up to so many it tells its value under the pointer. */
const [DOTS, TOLD] = [30, 150];

/** Values over epochs, one curve a series; a value that is not finite leaves a gap. */
export function lineChart({ id, title, series }: LineChart): Markup {
  const values = series.flatMap(({ points }) => points.map(([, y]) => y));
  const labels = valueAxis(values, [0, 1]).ticks.map(({ label }) => label);
  const area = areaFor(labels);
  const y = valueAxis(values, [area.bottom, area.top]);
  const epochs = series.flatMap(({ points }) => points.map(([x]) => x));
  const x = epochAxis(epochs, [area.left, area.right]);
  const place = ([epoch, value]: Point): Point => [x.place(epoch), y.place(value)];
  const description = describe(series, y.isLog);
  const xLabel = y.isLog ? 'epoch (values on a logarithmic scale)' : 'epoch';
  const marks = series.map((one) => curve(one, place));
  return plot({ id, title, description, area, x, y, xLabel }, marks);
}

function curve({ name, style, points, best }: Series, place: (point: Point) => Point): Markup {
  const isDrawn = ([, value]: Point) => Number.isFinite(value);
  const shown = thinned(points, MOST_POINTS);
  const path = line<Point>()
    .defined(isDrawn)
    .x((point) => place(point)[0])
    .y((point) => place(point)[1])
    .digits(1);
  const finite = shown.filter(isDrawn);
  const dot = (point: Point, kind: string, radius: number): Piece => {
    const [cx, cy] = place(point);
    return html`<circle class="${kind}" cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="${radius}"><title>${tell(name, point)}</title></circle>`;
  };
  return html`<g class="${styleOf(style)}"><path class="line" d="${path(shown) ?? ''}"/>${
    finite.length <= TOLD &&
    finite.map((point) => dot(point, finite.length <= DOTS ? 'dot' : 'spot', finite.length <= DOTS ? 2.5 : 6))
  }${best && dot(best, 'best', 6)}</g>`;
}

/** Classes for the colour and the dash of a series. */
export const styleOf = (style: number) => `series s${style % STYLES}`;

const tell = (name: string, [epoch, value]: Point) =>
  `${name}, epoch ${epoch}: ${Number(value.toPrecision(5))}`;

function describe(series: readonly Series[], isLog: boolean): string {
  const texts = series.map(({ name, points, best }) => {
    const finite = points.filter(([, value]) => Number.isFinite(value));
    const [first, last] = [finite[0], finite.at(-1)];
    if (!first || !last) return `${name}: no finite value`;
    const to = (value: number) => Number(value.toPrecision(4));
    const span = `${name}: ${to(first[1])} in epoch ${first[0]}, ${to(last[1])} in epoch ${last[0]}`;
    return best ? `${span}, best ${to(best[1])} in epoch ${best[0]}` : span;
  });
  return `${texts.join('; ')}.${isLog ? ' Logarithmic scale.' : ''}`;
}
