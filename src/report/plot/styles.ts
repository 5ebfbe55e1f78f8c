import { type AXIS, CHART, type Color } from 'simple-ascii-chart';

/** The library's characters of a line, and those that stand for them. */
export type Style = ReadonlyMap<string, string>;

/** Corners and lines in the library's order; see SHAPES. */
const UNICODE = ['━┓┃┗┛┏', '─┐│└┘┌', '═╗║╚╝╔', '┅┓┇┗┛┏', 'oooooo', 'xxxxxx', '++++++', '######'];
const ASCII = ['******', 'oooooo', '++++++', 'xxxxxx', '######', '@@@@@@', '%%%%%%', '======'];

const SHAPES = [CHART.we, CHART.wns, CHART.ns, CHART.nse, CHART.wsn, CHART.sne];

/** How curves are told apart without colours, by their number. */
export function stylesFor(unicode: boolean): readonly Style[] {
  return (unicode ? UNICODE : ASCII).map(
    (shapes) => new Map(SHAPES.map((shape, i) => [shape, [...shapes][i]!])),
  );
}

/** The most curves that a chart can hold. */
export const MOST_CURVES = UNICODE.length;

/** The library's names of colours in the order of their codes: here they number the curves. */
export const COLOURS: readonly Color[] = [
  'ansiBlack',
  'ansiRed',
  'ansiGreen',
  'ansiYellow',
  'ansiBlue',
  'ansiMagenta',
  'ansiCyan',
  'ansiWhite',
];

export const ASCII_AXIS: { readonly [place in keyof typeof AXIS]: string } = {
  n: '^',
  ns: '|',
  y: '+',
  nse: '+',
  x: '+',
  we: '-',
  e: '>',
  intersectionXY: '+',
  intersectionX: '+',
  intersectionY: '+',
};
