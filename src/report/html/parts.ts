import { formatValue } from '../../training/progress-text.js';
import { html, Markup, type Piece } from '../markup.js';

/** A number for readers: whole ones as they are, others with the digits that count; a dash for none. */
export function number(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : formatValue(value);
}

export interface Column {
  readonly name: Piece;
  /** To the right. */
  readonly numeric?: boolean;
}

export interface TableOf {
  readonly caption: Piece;
  readonly columns: readonly Column[];
  /** The first cell of a row is its head. */
  readonly rows: readonly (readonly Piece[])[];
  /** The caption is for those who do not see the page. */
  readonly hidesCaption?: boolean;
}

/** A table that scrolls by itself where it is too wide or too long; the keyboard reaches it. */
export function table({ caption, columns, rows, hidesCaption }: TableOf): Markup {
  const kind = (i: number) => (columns[i]?.numeric ? 'number' : 'text');
  const head = columns.map(({ name }, i) => html`<th scope="col" class="${kind(i)}">${name}</th>`);
  const body = rows.map(
    ([first, ...rest]) =>
      html`<tr><th scope="row" class="${kind(0)}">${first}</th>${rest.map(
        (cell, i) => html`<td class="${kind(i + 1)}">${cell}</td>`,
      )}</tr>\n`,
  );
  const of = html`<caption class="${hidesCaption ? 'hidden' : 'shown'}">${caption}</caption>`;
  return scrolling(
    caption,
    html`<table>${of}<thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table>`,
  );
}

/** Something wide in a frame that scrolls. `label` tells what it is. */
export function scrolling(label: Piece, content: Piece): Markup {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${label}">${content}</div>`;
}

const NOTHING: readonly Piece[] = [undefined, null, false, ''];

/** Pairs of a name and what it is; pairs without a value are left out. */
export function facts(pairs: readonly (readonly [name: string, value: Piece])[]): Markup {
  const known = pairs.filter(([, value]) => !NOTHING.includes(value));
  return html`<dl class="facts">${known.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

export function details(summary: Piece, content: Piece): Markup {
  return html`<details><summary>${summary}</summary>${content}</details>`;
}

/** Why something is not there. */
export const missing = (what: string, reason: string) => html`<p class="missing">${what}: ${reason}.</p>`;

export const heading = (level: number, text: Piece): Markup =>
  html`${new Markup(`<h${level}>`)}${text}${new Markup(`</h${level}>`)}`;

/** A part of a page under a heading, which names it. */
export function part(level: number, id: string, title: string, content: Piece): Markup {
  return html`<section id="${id}">${heading(level, title)}\n${content}</section>\n`;
}
