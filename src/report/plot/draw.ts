import plot from 'simple-ascii-chart';
import { type Axis, axisFor, epochTicks } from './axis.js';
import type { Chart, Curve } from './chart.js';
import { ASCII_AXIS, COLOURS, type Style, stylesFor } from './styles.js';

/** What a chart is drawn on. */
export interface Canvas {
  /** Characters of a line, lines of a chart with its title and axes. */
  readonly width: number;
  readonly height: number;
  /** Whether lines may be drawn with more than ASCII. */
  readonly unicode: boolean;
  /** Colours the text of a curve, by its number in the chart. Without it curves differ by their lines alone. */
  paint?(text: string, curve: number): string;
}

/** A character, and the curve that it is a part of. */
interface Cell {
  readonly text: string;
  readonly curve?: number;
}

type Point = [x: number, y: number];

/** Lines that are not the plot's: title, the ends of the axes, numbers of epochs. */
const OTHER_LINES = 4;
const FEWEST_ROWS = 3;
const FEWEST_COLUMNS = 8;

/**
 * A chart as lines of text, none wider than the canvas. A loss that spans more than two decades has a logarithmic axis.
 * At most eight curves. Of curves without a finite value there is only a title that says so.
 */
export function drawChart(chart: Chart, canvas: Canvas): readonly string[] {
  const finite = chart.curves.flatMap(({ values }) => values.filter(isNumber));
  if (finite.length === 0) return [`${harmless(chart.title)}: no finite value`.slice(0, canvas.width)];
  const rows = Math.max(FEWEST_ROWS, canvas.height - OTHER_LINES);
  const axis = axisFor(finite, Math.max(2, Math.round(rows / 3)), /(^|_)loss$/.test(chart.title));
  const styles = stylesFor(canvas.unicode);
  const picture = plotted(chart, axis, rows, canvas).split('\n').slice(1, -1);
  const lines = [titleOf(chart, axis, styles), ...picture.map((line) => cellsOf(line, styles))];
  return lines.map((line) => painted(line.slice(0, canvas.width), canvas));
}

const isNumber = (value: number | null): value is number => Number.isFinite(value);

/** The library's plot, with the colour of each curve as its mark. */
function plotted(chart: Chart, axis: Axis, rows: number, { width, unicode }: Canvas): string {
  const { curves, powers } = chart;
  const pieces = curves.flatMap((curve, i) =>
    piecesOf(curve, axis).map((points) => ({ points, color: COLOURS[i]! })),
  );
  const labels = new Map(axis.ticks.map(({ at, label }) => [at, label]));
  const wide = Math.max(1, ...axis.ticks.map(({ label }) => label.length));
  const columns = Math.max(FEWEST_COLUMNS, width - wide - 3);
  const epochs = pieces.flatMap(({ points }) => points.map(([x]) => x));
  const [first, last] = [least(epochs), -least(epochs.map((epoch) => -epoch))];
  return plot(
    pieces.map(({ points }) => points),
    {
      width: columns,
      height: rows,
      yRange: [0, 1],
      color: pieces.map(({ color }) => color),
      customYAxisTicks: axis.ticks.map(({ at }) => at),
      customXAxisTicks: powers ? wholeTicks(first, last) : [...epochTicks(first, last, columns / 10)],
      // It asks for the label of every point, too, to know how much room labels take.
      formatter: (value, { axis: side }) =>
        side === 'x' ? `${powers ? '1e' : ''}${value}` : (labels.get(value) ?? '').padStart(wide),
      ...(unicode ? {} : { symbols: { axis: ASCII_AXIS } }),
    },
  );
}

/** Every whole number, which powers of ten are few of. */
const wholeTicks = (first: number, last: number) =>
  Array.from({ length: Math.floor(last) - Math.ceil(first) + 1 }, (_, i) => Math.ceil(first) + i);

const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);

/** A curve between its gaps. */
function piecesOf({ epochs, values }: Curve, axis: Axis): Point[][] {
  const pieces: Point[][] = [];
  let before = false;
  for (const [i, value] of values.entries()) {
    const drawn = isNumber(value);
    if (drawn && !before) pieces.push([]);
    if (drawn) pieces.at(-1)!.push([epochs[i]!, axis.at(value)]);
    before = drawn;
  }
  return pieces;
}

const ESCAPE = String.fromCharCode(27);
const CELL = new RegExp(`${ESCAPE}\\[3(\\d)m(.)${ESCAPE}\\[0m|(.)`, 'gu');

/** Text of the library: the colour of a character tells the curve. */
function cellsOf(line: string, styles: readonly Style[]): Cell[] {
  return [...line.trimEnd().matchAll(CELL)].map(([, colour, mark, other]) => {
    if (mark === undefined) return { text: other! };
    const curve = Number(colour);
    return { text: styles[curve]!.get(mark) ?? mark, curve };
  });
}

/** Names may come from a file that anyone wrote: they must not steer the terminal. */
const harmless = (text: string) => text.replace(/\p{Cc}/gu, ' ');

function titleOf({ title, curves }: Chart, { log }: Axis, styles: readonly Style[]): Cell[] {
  const plain = (text: string): Cell[] => [...harmless(text)].map((character) => ({ text: character }));
  const legend = curves.flatMap(({ name }, curve) => [
    ...plain('   '),
    { text: styles[curve]!.get('━')!, curve },
    ...plain(` ${name}`),
  ]);
  return [...plain(`${title}${log ? ' (logarithmic)' : ''}`), ...legend];
}

/** Characters of one curve beside each other are painted together. */
function painted(cells: readonly Cell[], { paint }: Canvas): string {
  let text = '';
  for (let i = 0; i < cells.length; ) {
    const { curve } = cells[i]!;
    let run = '';
    for (; i < cells.length && cells[i]!.curve === curve; i++) run += cells[i]!.text;
    text += curve === undefined || !paint ? run : paint(run, curve);
  }
  return text.trimEnd();
}
