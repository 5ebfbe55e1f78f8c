import { settingsText } from '../../sweeps/results/parameters.js';
import type { Results, Weighed } from '../../sweeps/results/results.js';
import { formatCount, formatSeconds } from '../../training/progress-text.js';
import { facts, number, table } from '../html/parts.js';
import { badge } from '../html/summary.js';
import { html, type Markup, type Piece } from '../markup.js';

/** What a sweep was and how it came out. */
export function summaryOf({ sweep: { record, trials }, totals, ranking, varying }: Results): Markup {
  const { description, error, times, early_terminate: early, objectives } = record;
  const counts = Object.entries(totals.counts).filter(([, count]) => count > 0);
  const best = trials.find((trial) => trial.number === ranking.best[0]);
  const found = best && objectives.map(({ name }, i) => `${name} ${number(best.objectives[i])}`).join(', ');
  return html`${description !== null && html`<p class="lead">${description}</p>`}
${error && html`<p class="error"><strong>Failed (exit ${error.exit_code}).</strong> <span class="pre">${error.message}</span></p>`}
${
  found !== undefined
    ? html`<p class="lead">${ranking.best.length > 1 ? `Nothing beats ${ranking.best.length} trials in all objectives; the best in the first one is` : 'Best is'} <a href="#trials">trial ${best!.number}</a> with ${found}.</p><p>It sets ${settingsText(best!, varying)}.</p>`
    : html`<p class="missing">No trial has been trained to its end so far.</p>`
}
${facts([
  ['Status', badge(record.status)],
  ['Trials', trials.length],
  ...counts.map(([status, count]) => [`of them ${status}`, count] as const),
  ['Searched for', objectives.map(({ name, goal }) => `${goal} ${name}`).join(', ')],
  ['Search', `${record.method}, seed ${record.seed}`],
  ['Early termination', early?.type],
  ['Epochs', formatCount(totals.epochs)],
  ['Training', formatSeconds(totals.seconds)],
  ['Duration', times.seconds !== null && formatSeconds(times.seconds)],
  ['Workers', record.workers],
  [
    'Started',
    html`<time datetime="${times.started}">${times.started.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time>`,
  ],
  ['Went on', record.resumed.length > 0 && `${record.resumed.length} times`],
  ['Sweep', html`<code>${record.id}</code>`],
])}`;
}

/** How much each parameter matters, for each objective. */
export function importanceTable(weighed: readonly Weighed[]): Piece {
  const [first] = weighed;
  if (!first) {
    return html`<p class="missing">Too few trials have come to something different to tell what matters.</p>`;
  }
  const shares = weighed.map((one) => new Map(one.parameters.map(({ path, share }) => [path, share])));
  const pairs = first.pairs.filter(({ share }) => share >= LEAST);
  return html`${table({
    caption: `Parts of the variance of ${first.trials} trials that each parameter explains by itself (fANOVA)`,
    columns: [{ name: 'parameter' }, ...weighed.map(({ objective }) => ({ name: objective, numeric: true }))],
    rows: first.parameters.map(({ path }) => [
      html`<code>${path}</code>`,
      ...shares.map((one) => bar(one.get(path))),
    ]),
  })}${
    pairs.length > 0 &&
    html`<p>Together, beyond what each explains: ${pairs
      .map(({ paths, share }) => `${paths.join(' and ')} ${percent(share)}`)
      .join('; ')}.</p>`
  }`;
}

/** Less of a pair is not worth a word. */
const LEAST = 0.02;

const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

function bar(share: number | undefined): Piece {
  if (share === undefined) return '–';
  const width = Math.round(120 * Math.min(1, share));
  return html`<span class="score">${percent(share)}<svg class="share" viewBox="0 0 120 8" aria-hidden="true"><rect class="room" width="120" height="8"/><rect class="part" width="${width}" height="8"/></svg></span>`;
}
