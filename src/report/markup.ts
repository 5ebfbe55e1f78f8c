/** Text of HTML or SVG in which everything from outside has been escaped. */
export class Markup {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: markup as it is, a list piece by piece, nothing for what is absent, else text. */
export type Piece = Markup | string | number | false | null | undefined | readonly Piece[];

/**
 * A template of HTML or SVG. Whatever is put into it is text, and escaped for elements and quoted attributes alike,
 * unless it is markup itself: what files hold cannot become a tag by being forgotten.
 */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const texts = parts.map((part, i) => (i < pieces.length ? part + textOf(pieces[i]!) : part));
  return new Markup(texts.join(''));
}

function textOf(piece: Piece): string {
  if (piece instanceof Markup) return piece.text;
  if (piece === false || piece === null || piece === undefined) return '';
  if (Array.isArray(piece)) return piece.map(textOf).join('');
  return escaped(String(piece));
}

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters are not allowed in HTML, however written: they become the sign for a character that cannot be shown. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!)
    .replace(/[^\P{Cc}\n\r\t]|[\uFFFE\uFFFF]|\p{Cs}/gu, '\uFFFD');
}
