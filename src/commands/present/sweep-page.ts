import type { Cell, Table } from '../../report/table.js';
import type { StoredSweep, Trial } from '../../sweeps/record/record.js';
import { settingText } from '../../sweeps/results/parameters.js';
import type { Results, Weighed } from '../../sweeps/results/results.js';
import { formatCount, formatSeconds } from '../../training/progress-text.js';
import type { Colours } from './colour.js';
import { columns } from './columns.js';
import { type Pair, pairs } from './pairs.js';
import { plain } from './plain.js';
import { shown } from './summary.js';

export interface Page {
  /** The most trials that are listed. */
  readonly top: number;
  /** Whether bars may be drawn with Unicode. */
  readonly unicode: boolean;
  readonly colours: Colours;
}

/** A sweep for readers: what it was, its trials, best first, and what mattered; finished or not. */
export function sweepPage(
  results: Results,
  weighed: readonly Weighed[],
  { top, unicode, colours }: Page,
): string {
  const { trials } = results.sweep;
  const blocks = [
    pairs(about(results), colours),
    trialLines(results, top, colours),
    ...weighed.map((one) => importanceLines(one, unicode ? '█' : '#', colours)),
    failureLines(trials),
    nextLines(results.sweep, results.ranking.best.length > 0),
  ];
  const lines = blocks.flatMap((block) => (block.length > 0 ? ['', ...block] : []));
  return [colours.bold(plain(results.sweep.record.id)), ...lines].join('\n');
}

function about({ sweep: { record, trials }, totals, ranking }: Results): Pair[] {
  const { times, early_terminate: early, run_cap: cap, objectives, error } = record;
  const counts = Object.entries(totals.counts).filter(([, count]) => count > 0);
  const most = cap === null || cap === trials.length ? '' : ` of ${cap} at most`;
  const told = counts.map(([status, count]) => `${count} ${status}`).join(', ');
  const within = times.seconds === null ? '' : ` within ${formatSeconds(times.seconds)}`;
  const workers = `${record.workers} worker${record.workers === 1 ? '' : 's'}`;
  const epochs = `${formatCount(totals.epochs)} epoch${totals.epochs === 1 ? '' : 's'}`;
  const first = trials.find((trial) => trial.number === ranking.best[0]);
  const front = ranking.best.length > 1 ? `, one of ${ranking.best.length} on the front` : '';
  return [
    ['status', record.status],
    ['error', error ? `${error.message.split('\n')[0]} (exit ${error.exit_code})` : undefined],
    ['trials', `${trials.length}${most}${told && `: ${told}`}`],
    ['trained', `${epochs}, ${formatSeconds(totals.seconds)} of training${within}, ${workers}`],
    ['best', first && `trial ${first.number}: ${measured(record, first)}${front}`],
    ['name', record.name],
    ['description', record.description ?? undefined],
    ['search', [record.method, `seed ${record.seed}`, early?.type].filter(Boolean).join(', ')],
    ['for', objectives.map(({ name, goal }) => `${goal} ${name}`).join(', ')],
    ['started', times.started],
    ['resumed', record.resumed.join(', ')],
    ['file', record.file ?? undefined],
    ['grid', record.grid.join(' ')],
    ['experiment', record.experiment],
  ];
}

const measured = ({ objectives }: StoredSweep['record'], trial: Trial) =>
  objectives.map(({ name }, i) => `${name} ${shown(trial.objectives[i])}`).join(', ');

function trialLines({ sweep, ranking, varying }: Results, top: number, colours: Colours): string[] {
  const { objectives } = sweep.record;
  const listed = ranking.trials.slice(0, top);
  if (listed.length === 0) return ['no trial yet'];
  const isBest = new Set(ranking.best);
  const runs = listed.some(({ run }) => run !== null);
  const [head, ...lines] = columns(
    [
      [
        'trial',
        'status',
        ...objectives.map(({ name }) => name),
        'epochs',
        ...varying.map(({ name }) => name),
      ],
      ...listed.map((trial) => [
        `${trial.number}${isBest.has(trial.number) ? ' *' : ''}`,
        trial.status,
        ...objectives.map((_, i) => shown(trial.objectives[i])),
        String(trial.epochs),
        ...varying.map(({ path }) => plain(settingText(trial, path))),
      ]),
    ].map((row, i) => [...row, ...(runs ? [i === 0 ? 'run' : plain(listed[i - 1]!.run ?? '-')] : [])]),
  );
  const more = ranking.trials.length - listed.length;
  const legend = isBest.size > 1 ? ['* nothing is better in all objectives'] : [];
  return [
    colours.dim(head!),
    ...lines.map((line, i) => (isBest.has(listed[i]!.number) ? colours.good(line) : line)),
    ...(more > 0 ? [`and ${more} more: --top ${ranking.trials.length} lists all`] : []),
    ...legend,
  ];
}

const BAR = 24;

function importanceLines(
  { objective, trials, parameters }: Weighed,
  mark: string,
  colours: Colours,
): string[] {
  const rows = parameters.map(({ path, share }) => [
    plain(path),
    share.toFixed(2),
    mark.repeat(Math.round(BAR * share)).padEnd(BAR),
  ]);
  const head = `importance for ${plain(objective)}: parts of its variance over ${trials} trials`;
  return [colours.dim(head), ...columns(rows)];
}

const MOST_FAILURES = 5;

/** What went wrong, with the trials that it went wrong in. */
function failureLines(trials: readonly Trial[]): string[] {
  const numbers = new Map<string, number[]>();
  for (const { number, status, error } of trials) {
    if (status !== 'failed') continue;
    const message = error?.message.split('\n')[0] ?? 'no reason is known';
    numbers.set(message, [...(numbers.get(message) ?? []), number]);
  }
  const lines = [...numbers].map(([message, of]) => {
    const shown = of.slice(0, MOST_FAILURES).join(', ');
    const more = of.length > MOST_FAILURES ? ` and ${of.length - MOST_FAILURES} more` : '';
    return plain(`trial${of.length === 1 ? '' : 's'} ${shown}${more} failed: ${message}`);
  });
  const more = lines.length - MOST_FAILURES;
  return [...lines.slice(0, MOST_FAILURES), ...(more > 0 ? [`and ${more} other ways to fail`] : [])];
}

function nextLines({ record, trials }: StoredSweep, hasBest: boolean): string[] {
  const failed = trials.some(({ status }) => status === 'failed');
  return [
    ...(record.status === 'interrupted' || record.status === 'failed'
      ? [`go on with: dlx sweep --resume ${record.id}`]
      : []),
    ...(failed ? [`try those that failed again: dlx sweep --resume ${record.id} --retry-failed`] : []),
    ...(hasBest ? [`the best as a file: dlx sweep best ${record.id} > best.yaml`] : []),
    ...(trials.length > 0 ? [`all of it as pictures: dlx report --sweep ${record.id}`] : []),
  ];
}

/** Trials with all that they set, best first. CSV has values in full, for other programs. */
export function trialsTable({ sweep, ranking }: Results, top: number, csv: boolean): Table {
  const { objectives } = sweep.record;
  const paths = [...new Set(sweep.trials.flatMap(({ values }) => Object.keys(values)))];
  const cell = (value: unknown): Cell => {
    if (value === undefined || value === null) return null;
    if (typeof value === 'object') return JSON.stringify(value);
    return csv ? (value as Cell) : String(value);
  };
  const measured = objectives.map(({ name }) => name);
  return {
    columns: ['trial', 'best', 'status', ...measured, 'epochs', 'seconds', ...paths, 'run'],
    rows: ranking.trials
      .slice(0, top)
      .map((trial) => [
        csv ? trial.number : String(trial.number),
        ranking.best.includes(trial.number),
        trial.status,
        ...objectives.map((_, i) => trial.objectives[i] ?? null),
        trial.epochs,
        trial.seconds,
        ...paths.map((path) => cell(trial.values[path])),
        trial.run,
      ]),
  };
}

/** What `--json` prints: the record, with trials, best first, and what mattered. */
export function sweepJson({ sweep, ranking, totals }: Results, weighed: readonly Weighed[], top: number) {
  return {
    ...sweep.record,
    counts: totals.counts,
    best: ranking.best,
    importance: weighed,
    trials: ranking.trials.slice(0, top),
  };
}
