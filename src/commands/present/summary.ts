import { moreIsBetter } from '../../runs/best.js';
import { type Outcome, type RunRecord, SPLITS } from '../../runs/record.js';
import { formatSeconds, formatValue } from '../../training/progress-text.js';
import { type Colours, uncoloured } from './colour.js';
import { columns } from './columns.js';

/**
 * What a run prints at its end: the final metrics beside those of the previous run of the same name, what
 * came of `expect`, and where the record is.
 */
export function runSummary(
  record: RunRecord,
  folder: string,
  previous?: RunRecord,
  colours: Colours = uncoloured,
): string {
  const seconds = record.times.seconds;
  const took = seconds === null ? '' : ` in ${formatSeconds(seconds)}`;
  const epochs = `${record.epochs} epoch${record.epochs === 1 ? '' : 's'}`;
  const head = `${colours.bold(record.name)}: ${record.status}, ${epochs}${took}`;
  const lines = ['', head];
  const metrics = metricLines(record, previous, colours);
  if (metrics.length > 1) lines.push('', ...metrics);
  if (metrics.length > 1 && previous) lines.push(colours.dim(`previous: ${previous.id}`));
  if (record.expect.length > 0)
    lines.push('', ...record.expect.map((outcome) => outcomeLine(outcome, colours)));
  lines.push('', `record: ${folder}`);
  if (record.status === 'interrupted') lines.push(`go on with: dlx resume ${record.id}`);
  return lines.join('\n');
}

function metricLines(record: RunRecord, previous: RunRecord | undefined, colours: Colours): string[] {
  const head = previous ? ['', 'this run', 'previous', 'difference'] : ['', 'this run'];
  const rows = [head];
  const better: (boolean | undefined)[] = [undefined];
  for (const split of SPLITS) {
    for (const [name, value] of Object.entries(record.metrics.final[split] ?? {})) {
      const before = previous?.metrics.final[split]?.[name];
      const cells = [`${split} ${name}`, shown(value)];
      rows.push(previous ? [...cells, shown(before), difference(value, before)] : cells);
      better.push(isBetter(name, value, before));
    }
  }
  return columns(rows).map((line, i) => {
    if (i === 0) return colours.dim(line);
    const good = better[i];
    const at = rows[i]!.at(-1)!.length;
    if (good === undefined) return line;
    const paint = good ? colours.good : colours.bad;
    return line.slice(0, -at) + paint(line.slice(-at));
  });
}

type Number = number | null | undefined;

/** A value, or a dash where there is none. */
export const shown = (value: Number) => (value === null || value === undefined ? '-' : formatValue(value));

/** Signed, so that a reader needs no colour; nothing where the values print alike. */
export function difference(value: Number, before: Number): string {
  if (typeof value !== 'number' || typeof before !== 'number') return '';
  if (value === before) return '=';
  const size = Math.abs(value - before);
  return `${value > before ? '+' : '-'}${size < 5e-5 ? size.toExponential(1) : size.toFixed(4)}`;
}

function isBetter(name: string, value: Number, before: Number): boolean | undefined {
  if (typeof value !== 'number' || typeof before !== 'number' || value === before) return undefined;
  return value > before === moreIsBetter(name);
}

/** `expect test.accuracy min 0.97: found 0.9764, ok` */
export function outcomeLine(outcome: Outcome, colours: Colours): string {
  const { metric, value, min, max, pass } = outcome;
  const bounds = [min === null ? '' : `min ${min}`, max === null ? '' : `max ${max}`].filter((text) => text);
  const found = value === null ? 'no finite value' : exact(value, min, max);
  const mark = pass ? colours.good('ok') : colours.bad('FAILED');
  return `expect ${metric} ${bounds.join(', ')}: found ${found}, ${mark}`;
}

/** In full where rounding would hide on which side of a bound a value lies. */
function exact(value: number, min: number | null, max: number | null): string {
  const text = formatValue(value);
  const misleading =
    (min !== null && value >= min !== Number(text) >= min) ||
    (max !== null && value <= max !== Number(text) <= max);
  return misleading ? String(value) : text;
}
