import { html, type Markup, type Piece } from '../markup.js';
import type { Axis } from './axis.js';

/** A picture in units of its own; the page gives it a width. */
export const WIDTH = 460;
export const HEIGHT = 290;
const [TOP, RIGHT, BOTTOM] = [10, 14, 46];
/** Widest a character of a tick can be on a narrow screen, where letters are larger in these units. */
const CHARACTER = 9;

/** The part of the picture that points lie in. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** With room to the left for these labels. */
export function areaFor(labels: readonly string[]): Area {
  const longest = Math.max(3, ...labels.map((label) => label.length));
  const left = longest * CHARACTER + 14;
  return { left, right: WIDTH - RIGHT, top: TOP, bottom: HEIGHT - BOTTOM };
}

export interface Plot {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What there is to see, for those who do not see it. */
  readonly description: string;
  readonly area: Area;
  readonly x: Axis;
  readonly y: Axis;
  readonly xLabel: string;
}

/** A picture with grid and axes, and marks on it. */
export function plot({ id, title, description, area, x, y, xLabel }: Plot, marks: Piece): Markup {
  const { left, right, top, bottom } = area;
  const place = (at: number) => at.toFixed(1);
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc">
<title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>
<g class="grid">${y.ticks.map(({ at }) => html`<path d="M${left} ${place(at)}H${right}"/>`)}${x.ticks.map(
    ({ at }) => html`<path d="M${place(at)} ${top}V${bottom}"/>`,
  )}</g>
<path class="axis" d="M${left} ${top}V${bottom}H${right}"/>
<g class="ticks end">${y.ticks.map(
    ({ at, label }) => html`<text x="${left - 8}" y="${place(at)}" dy=".35em">${label}</text>`,
  )}</g>
<g class="ticks middle">${x.ticks.map(
    ({ at, label, lower }) => html`<text x="${place(at)}" y="${bottom + (lower ? 30 : 18)}">${label}</text>`,
  )}<text x="${(left + right) / 2}" y="${HEIGHT - 6}">${xLabel}</text></g>
${marks}
</svg>`;
}
