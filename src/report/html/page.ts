import type { RunView } from '../gather.js';
import { html, type Markup } from '../markup.js';
import { comparisonOf, runName } from './comparison.js';
import { documentOf, type Link } from './document.js';
import { runOf } from './run.js';
import { STYLE } from './style.js';

/** The whole page, a document that needs nothing else. One run, or several with a comparison before them. */
export function pageOf(views: readonly RunView[]): string {
  const [first] = views;
  const isOne = views.length === 1;
  const title = isOne ? first!.record.name : `${views.length} runs: ${namesOf(views)}`;
  const content = isOne ? runOf(first!, 'r0', 2) : html`${comparisonOf(views, 2)}${views.map(single)}`;
  const links = isOne ? partsOf(first!) : [...COMPARED, ...views.map(runLink)];
  return documentOf({ title, style: STYLE, links, content });
}

function single(view: RunView, i: number): Markup {
  return html`<article id="r${i}"><h2>${runName(view, i)}</h2>\n${runOf(view, `r${i}`, 3)}</article>\n`;
}

function namesOf(views: readonly RunView[]): string {
  const names = [...new Set(views.map(({ record }) => record.name))];
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and others`;
}

const COMPARED: readonly Link[] = [
  ['all-metrics', 'Metrics'],
  ['all-differences', 'Differences'],
  ['all-curves', 'Curves'],
];

const runLink = (view: RunView, i: number): Link => [`r${i}`, runName(view, i)];

/** Parts of a page about one run. */
function partsOf({ predictions }: RunView): Link[] {
  const kind = 'value' in predictions ? predictions.value.judgement.kind : undefined;
  return [
    ['r0-summary', 'Summary'],
    ['r0-curves', 'Curves'],
    ...(kind === 'classes' ? [['r0-classes', 'Classes'] as const] : []),
    ...(kind === 'values' ? [['r0-values', 'Values'] as const] : []),
    kind === undefined ? ['r0-predictions', 'Predictions'] : ['r0-worst', 'Worst predictions'],
    ['r0-model', 'Model'],
    ['r0-experiment', 'Experiment'],
    ['r0-environment', 'Environment'],
  ];
}
