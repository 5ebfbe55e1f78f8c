import { moreIsBetter } from '../../runs/index.js';
import { type Outcome, type RunRecord, SPLITS, type Values } from '../../runs/record.js';
import { formatCount, formatSeconds } from '../../training/progress-text.js';
import { html, type Markup, type Piece } from '../markup.js';
import { facts, number, table } from './parts.js';

/** What a run was and how it came out. */
export function summaryOf(record: RunRecord): Markup {
  const { description, error } = record;
  return html`${description !== null && html`<p class="lead">${description}</p>`}
${error && html`<p class="error"><strong>Failed (exit ${error.exit_code}).</strong> <span class="pre">${error.message}</span></p>`}
${about(record)}
${metricsTable(record)}
${record.expect.length > 0 && expectTable(record.expect)}`;
}

/** `completed` and the like, in words and colour. */
export const badge = (status: string) => html`<span class="badge ${status}">${status}</span>`;

function about(record: RunRecord): Markup {
  const { times, experiment, epochs, rows } = record;
  const planned = experiment.training.epochs;
  return facts([
    ['Status', badge(record.status)],
    ['Expectations', record.expect.length > 0 && outcome(record.expect.every(({ pass }) => pass))],
    ['Tags', record.tags.length > 0 && record.tags.map((tag) => html`<span class="tag">${tag}</span> `)],
    ['Epochs', epochs === planned ? epochs : `${epochs} of ${planned}`],
    ['Stopped because', record.stop_reason],
    ['Duration', times.seconds !== null && formatSeconds(times.seconds)],
    [
      'Started',
      html`<time datetime="${times.started}">${times.started.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time>`,
    ],
    ['Parameters', formatCount(record.parameters)],
    [
      'Rows',
      SPLITS.flatMap((split) =>
        rows[split] === undefined ? [] : `${formatCount(rows[split])} ${split}`,
      ).join(', '),
    ],
    ['Seed', record.seed],
    ['Skipped steps', record.skipped_steps > 0 && formatCount(record.skipped_steps)],
    ['Went on', record.resumed.length > 0 && oftenSaid(record.resumed.length)],
    ['Run', html`<code>${record.id}</code>`],
  ]);
}

const oftenSaid = (count: number) =>
  count === 1 ? 'once after an interruption' : `${count} times after interruptions`;

/** In words and colour. */
export const outcome = (pass: boolean) =>
  pass ? html`<span class="good">✓ met</span>` : html`<span class="bad">✗ not met</span>`;

function metricsTable({ metrics: { final, best } }: RunRecord): Piece {
  const splits = SPLITS.filter((split) => final[split] !== undefined);
  const names = [...new Set(splits.flatMap((split) => Object.keys(final[split]!)))];
  if (names.length === 0) return html`<p class="missing">No epoch has ended: there are no metrics.</p>`;
  const watched = best.validation ? 'validation' : 'train';
  return table({
    caption: 'Metrics at the end',
    columns: [
      { name: 'metric' },
      ...splits.map((split) => ({ name: split, numeric: true })),
      { name: `best ${watched} (epoch)`, numeric: true },
    ],
    rows: names.map((name) => {
      const top = best[watched]?.[name];
      return [
        html`${name} <span class="dim">${moreIsBetter(name) ? '↑' : '↓'}</span>`,
        ...splits.map((split) => number((final[split] as Values)[name])),
        top ? html`${number(top.value)} <span class="dim">(${top.epoch})</span>` : '–',
      ];
    }),
  });
}

function expectTable(expect: readonly Outcome[]): Markup {
  return table({
    caption: 'Expectations',
    columns: [
      { name: 'metric' },
      { name: 'expected' },
      { name: 'found', numeric: true },
      { name: 'outcome' },
    ],
    rows: expect.map(({ metric, value, min, max, pass }) => [
      metric,
      [min !== null && `at least ${min}`, max !== null && `at most ${max}`].filter(Boolean).join(', '),
      value === null ? 'no finite value' : String(Number(value.toPrecision(6))),
      outcome(pass),
    ]),
  });
}
