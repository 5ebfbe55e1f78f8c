import type { Trial } from '../../sweeps/record/record.js';
import type { Results } from '../../sweeps/results/results.js';
import { formatSeconds } from '../../training/progress-text.js';
import { number, table } from '../html/parts.js';
import { badge } from '../html/summary.js';
import { html, type Markup, type Piece } from '../markup.js';
import type { Labels } from './labels.js';

const MOST = 500;

/** Trials, best first. */
export function trialsTable({ sweep, ranking, varying }: Results, labels: Labels): Markup {
  const { objectives } = sweep.record;
  const shown = ranking.trials.slice(0, MOST);
  const isBest = new Set(ranking.best);
  const left = ranking.trials.length - shown.length;
  const caption = `Trials, best first; ★ marks ${isBest.size > 1 ? 'those that nothing beats in all objectives' : 'the best'}${left > 0 ? `; ${left} more are in dlx sweep show --csv` : ''}`;
  return table({
    caption,
    columns: [
      { name: 'trial', numeric: true },
      { name: 'status' },
      ...objectives.map(({ name }) => ({ name, numeric: true })),
      { name: 'epochs', numeric: true },
      { name: 'time', numeric: true },
      ...varying.map(({ path, name }) => ({ name, numeric: isNumeric(sweep.trials, path) })),
      { name: 'run' },
    ],
    rows: shown.map((trial) => [
      isBest.has(trial.number) ? html`<b>★ ${trial.number}</b>` : trial.number,
      badge(trial.status),
      ...objectives.map((_, i) => number(trial.objectives[i])),
      trial.epochs,
      trial.seconds === null ? '–' : formatSeconds(trial.seconds),
      ...varying.map(({ path }) =>
        Object.hasOwn(trial.values, path) ? labels.of(path, trial.values[path]) : '–',
      ),
      trial.run !== null && html`<code>${trial.run}</code>`,
    ]),
  });
}

const isNumeric = (trials: readonly Trial[], path: string) =>
  trials.some(({ values }) => typeof values[path] === 'number');

/** What went wrong, and where. */
export function failuresTable({ sweep }: Results): Piece {
  const numbers = new Map<string, number[]>();
  for (const { number, status, error } of sweep.trials) {
    if (status !== 'failed') continue;
    const message = error?.message ?? 'No reason is known';
    numbers.set(message, [...(numbers.get(message) ?? []), number]);
  }
  if (numbers.size === 0) return undefined;
  return table({
    caption: 'What trials failed of',
    columns: [{ name: 'trials' }, { name: 'message' }],
    rows: [...numbers].map(([message, of]) => [of.join(', '), html`<span class="pre">${message}</span>`]),
  });
}
