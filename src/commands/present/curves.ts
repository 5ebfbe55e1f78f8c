import picocolors from 'picocolors';
import { type Chart, chartsOf } from '../../report/plot/chart.js';
import { type Canvas, drawChart } from '../../report/plot/draw.js';
import { readHistory } from '../../runs/history.js';
import { coloured, uncoloured } from './colour.js';
import { hasUnicode } from './unicode.js';

interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

type Env = { readonly [name: string]: string | undefined };

/** Wider, curves are no easier to read. */
const WIDEST = 120;
const HIGHEST = 24;

/** The room of a terminal for a chart; that of 80 columns and 24 lines where output goes elsewhere. */
export function canvasOf(screen: Screen, env: Env): Canvas {
  const { columns, rows } = screen.isTTY ? screen : {};
  const colours = picocolors.createColors(coloured(screen, env) !== uncoloured);
  const { cyan, yellow, magenta, green, blue, red, white, gray } = colours;
  const paints = [cyan, yellow, magenta, green, blue, red, white, gray];
  return {
    // A terminal that is as wide as a line may begin another behind it.
    width: Math.min((columns || 80) - 1, WIDEST),
    height: Math.max(8, Math.min(Math.round((rows || 24) * 0.75), HIGHEST)),
    unicode: hasUnicode(env),
    paint: (text, curve) => paints[curve]!(text),
  };
}

/** Charts below each other. */
export function chartsText(charts: readonly Chart[], canvas: Canvas): string {
  return charts.map((chart) => drawChart(chart, canvas).join('\n')).join('\n\n');
}

/** The loss of a run, then each of its metrics. Throws as `readHistory`. */
export function curvesOfRun(folder: string, screen: Screen, env: Env): string {
  return chartsText(chartsOf(readHistory(folder)), canvasOf(screen, env));
}
