import type { RunAhead } from '../../repeat/repeat.js';
import { SPLITS } from '../../runs/record.js';
import type { Child, RepeatRecord, Spread } from '../../runs/repeats/record.js';
import { formatSeconds, formatValue } from '../../training/progress-text.js';
import { type Colours, uncoloured } from './colour.js';
import { columns } from './columns.js';
import { pairs } from './pairs.js';
import { plain } from './plain.js';

/** What stands above the progress of each run. */
export const runHeading = ({ number, times, seed }: RunAhead) => `\n${number}/${times} seed ${seed}`;

/** What a repeat prints at its end: each metric over its runs, what came of `expect`, and where the record is. */
export function repeatSummary(record: RepeatRecord, folder: string, colours: Colours = uncoloured): string {
  const { name, children, status, times } = record;
  const took = times.seconds === null ? '' : ` in ${formatSeconds(times.seconds)}`;
  const blocks = [
    metricLines(record, colours),
    expectLines(children, colours),
    children.filter(({ error }) => error).map(failureLine),
    [`record: ${folder}`, ...(status === 'interrupted' ? [goOn(record)] : [])],
  ];
  const head = `${colours.bold(plain(name))}: ${status}, ${progress(children)}${took}`;
  return ['', head, ...blocks.flatMap((block) => (block.length > 0 ? ['', ...block] : []))].join('\n');
}

/** The record of a repeat for readers. */
export function repeatPage(record: RepeatRecord, colours: Colours = uncoloured): string {
  const { id, name, status, children, times, file, overrides, experiment_hash: hash, error } = record;
  const took = times.seconds === null ? '' : ` in ${formatSeconds(times.seconds)}`;
  const about = pairs(
    [
      ['status', `${status}, ${progress(children)}${took}`],
      ['error', error ? `${error.message.split('\n')[0]} (exit ${error.exit_code})` : undefined],
      ['name', name],
      ['started', times.started],
      ['resumed', record.resumed.join(', ')],
      ['file', file],
      ['overrides', overrides.join(' ')],
      ['experiment', hash.slice(0, 8)],
    ],
    colours,
  );
  const [head, ...runs] = columns([
    ['run', 'seed', 'status'],
    ...children.map((child) => [plain(child.id ?? '-'), String(child.seed), child.status]),
  ]);
  const blocks = [
    about,
    metricLines(record, colours),
    expectLines(children, colours),
    children.filter((child) => child.error).map(failureLine),
    [colours.dim(head!), ...runs],
    status === 'interrupted' ? [goOn(record)] : [],
  ];
  const lines = blocks.flatMap((block) => (block.length > 0 ? ['', ...block] : []));
  return [colours.bold(id), ...lines].join('\n');
}

function progress(children: readonly Child[]): string {
  const done = children.filter(({ status }) => status === 'completed').length;
  return `${done} of ${children.length} run${children.length === 1 ? '' : 's'}`;
}

function metricLines({ metrics, children }: RepeatRecord, colours: Colours): string[] {
  const found = SPLITS.flatMap((split) =>
    Object.entries(metrics[split] ?? {}).map(
      ([name, spread]) => [`${split} ${plain(name)}`, spread] as const,
    ),
  );
  if (found.length === 0) return [];
  const completed = children.filter(({ status }) => status === 'completed').length;
  // Said where some run had no finite value.
  const partial = found.some(([, { count }]) => count < completed);
  const rows = found.map(([name, spread]) => {
    const cells = [name, ...spreadCells(spread)];
    return partial ? [...cells, String(spread.count)] : cells;
  });
  const names = ['', 'mean ± deviation', '95 % interval', 'min', 'max', ...(partial ? ['runs'] : [])];
  const [head, ...lines] = columns([names, ...rows]);
  return [colours.dim(head!), ...lines];
}

function spreadCells({ mean, deviation, interval, min, max }: Spread): string[] {
  const spread = deviation === null ? '' : ` ± ${formatValue(deviation)}`;
  const range = interval === null ? '-' : `[${formatValue(interval.low)}, ${formatValue(interval.high)}]`;
  return [`${formatValue(mean)}${spread}`, range, formatValue(min), formatValue(max)];
}

/** A line for each expectation: how many runs met it, and which did not. */
function expectLines(children: readonly Child[], colours: Colours): string[] {
  const judged = children.filter(({ expect }) => expect.length > 0);
  return (judged[0]?.expect ?? []).map(({ metric, min, max }, i) => {
    const missed = judged.filter(({ expect }) => !expect[i]?.pass);
    const bounds = [min === null ? [] : `min ${min}`, max === null ? [] : `max ${max}`].flat().join(', ');
    const seeds = missed.map(({ seed, expect }) => `seed ${seed}: ${expect[i]?.value ?? 'no finite value'}`);
    const met = `${judged.length - missed.length} of ${judged.length} runs`;
    const mark = missed.length === 0 ? colours.good('ok') : `${colours.bad('FAILED')} (${seeds.join(', ')})`;
    return `expect ${plain(metric)} ${bounds}: met by ${met}, ${mark}`;
  });
}

const failureLine = ({ seed, error }: Child) =>
  plain(`seed ${seed} failed: ${error!.message.split('\n')[0]} (exit ${error!.exit_code})`);

/** The command that goes on, to be copied into a shell. */
function goOn({ file, overrides, children }: RepeatRecord): string {
  const words = [file, ...overrides].map(quoted);
  return `go on with: dlx run ${words.join(' ')} --repeat ${children.length} --resume`;
}

const quoted = (word: string) =>
  /^[\w./=,:@+-]+$/.test(word) ? word : `'${plain(word).replaceAll("'", "'\\''")}'`;
