import { html, type Markup } from '../markup.js';

/** Shades that the page's style has, from the worst to the best. */
export const SHADES = 10;

/** The shade of a part from 0 (worst) to 1 (best). */
export const shadeOf = (part: number): number => Math.min(SHADES - 1, Math.max(0, Math.floor(part * SHADES)));

/** The class of a shade. */
export const shadeClass = (shade: number) => `q${shade}`;

/** All shades in a row, between words for their ends. */
export function shadeLegend(worst: string, best: string): Markup {
  const cells = Array.from(
    { length: SHADES },
    (_, i) => html`<rect class="fill ${shadeClass(i)}" x="${i * 12}" width="12" height="10"/>`,
  );
  return html`<ul class="legend"><li>${worst} <svg class="shades" viewBox="0 0 ${12 * SHADES} 10" aria-hidden="true">${cells}</svg> ${best}</li></ul>`;
}
