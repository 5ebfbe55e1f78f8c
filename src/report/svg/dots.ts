import { html, type Markup, type Piece } from '../markup.js';

/** What became of what a dot stands for: full, hollow, or a cross. */
export type DotKind = 'done' | 'stopped' | 'failed';

export interface Dot {
  /** Places in the picture. */
  readonly x: number;
  readonly y: number;
  readonly kind: DotKind;
  /** What it says under the pointer. */
  readonly title: string;
}

/** Of more dots none says anything under the pointer: those of a kind are one path, which is a tenth of the text. */
const MOST_TOLD = 300;
const RADIUS = 3;

/** Many dots, in the order in which they cover one another. */
export function dots(all: readonly Dot[]): Markup {
  const of = (kind: DotKind) => all.filter((dot) => dot.kind === kind);
  const told = all.length <= MOST_TOLD;
  const kinds = (['failed', 'stopped', 'done'] as const).map((kind) => [kind, of(kind)] as const);
  return html`${kinds.map(([kind, some]) => some.length > 0 && (told ? some.map(single) : together(kind, some)))}`;
}

function single({ x, y, kind, title }: Dot): Piece {
  const says = html`<title>${title}</title>`;
  if (kind === 'failed') return html`<path class="cross" d="${cross(x, y)}">${says}</path>`;
  return html`<circle class="${kind}" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${RADIUS}">${says}</circle>`;
}

/** A line without length has round ends: a dot. */
function together(kind: DotKind, some: readonly Dot[]): Piece {
  if (kind === 'failed')
    return html`<path class="cross" d="${some.map(({ x, y }) => cross(x, y)).join('')}"/>`;
  const d = some.map(({ x, y }) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join('');
  const hole = kind === 'stopped' && html`<path class="points hole" d="${d}"/>`;
  return html`<path class="points" d="${d}"/>${hole}`;
}

const cross = (x: number, y: number) => `M${(x - 3).toFixed(1)} ${(y - 3).toFixed(1)}l6 6m0-6l-6 6`;
