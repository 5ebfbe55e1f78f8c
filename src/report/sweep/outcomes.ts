import type { Trial } from '../../sweeps/record/record.js';
import { settingsText } from '../../sweeps/results/parameters.js';
import type { Results } from '../../sweeps/results/results.js';
import { number } from '../html/parts.js';
import { html, type Markup } from '../markup.js';
import type { DotKind } from '../svg/dots.js';

/** How a trial is drawn: full, hollow, or as a cross at the edge; undefined for one that has come to nothing yet. */
export function kindOf({ status, objectives }: Trial, objective: number): DotKind | undefined {
  if (status === 'failed') return 'failed';
  const value = objectives[objective] ?? null;
  if (status !== 'completed' && status !== 'stopped') return undefined;
  // What was not finite is as bad as what failed.
  return value === null ? 'failed' : status === 'completed' ? 'done' : 'stopped';
}

/** What a trial says under the pointer. */
export function tellTrial({ sweep, varying }: Results, trial: Trial): string {
  const { objectives } = sweep.record;
  const found = objectives.map(({ name }, i) => `${name} ${number(trial.objectives[i])}`);
  const state = trial.status === 'completed' ? '' : `, ${trial.status} after ${epochs(trial)}`;
  return `trial ${trial.number}: ${found.join(', ')}${state}\n${settingsText(trial, varying)}`;
}

const epochs = ({ epochs: count }: Trial) => `${count} epoch${count === 1 ? '' : 's'}`;

const WORDS: { readonly [kind in DotKind]: string } = {
  done: 'completed',
  stopped: 'stopped early',
  failed: 'failed, at the edge',
};

/** What dots of these kinds mean. */
export function dotLegend(kinds: readonly DotKind[], more: readonly Markup[] = []): Markup {
  const known = (['done', 'stopped', 'failed'] as const).filter((kind) => kinds.includes(kind));
  const items = known.map((kind) => html`<li>${mark(kind)}${WORDS[kind]}</li>`);
  return html`<ul class="legend">${items}${more}</ul>`;
}

const mark = (kind: DotKind) =>
  html`<svg class="swatch" viewBox="0 0 16 12" aria-hidden="true"><g class="series s0">${
    kind === 'failed'
      ? html`<path class="cross" d="M5 3l6 6m0-6l-6 6"/>`
      : html`<circle class="${kind}" cx="8" cy="6" r="3.5"/>`
  }</g></svg>`;
