import { createHash } from 'node:crypto';
import { version } from '../../version.js';
import type { RunView } from '../gather.js';
import { html, Markup } from '../markup.js';
import { comparisonOf, runName } from './comparison.js';
import { runOf } from './run.js';
import { STYLE } from './style.js';

/** Nothing is loaded and nothing runs: pictures stand in the page, and of styles only its own counts. */
const POLICY = `default-src 'none'; img-src data:; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** The whole page, a document that needs nothing else. One run, or several with a comparison before them. */
export function pageOf(views: readonly RunView[]): string {
  const [first] = views;
  const isOne = views.length === 1;
  const title = isOne ? first!.record.name : `${views.length} runs: ${namesOf(views)}`;
  const content = isOne ? runOf(first!, 'r0', 2) : html`${comparisonOf(views, 2)}${views.map(single)}`;
  return `<!doctype html>\n${html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="dlx ${version}">
<title>${title} – dlx report</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header><h1>${title}</h1>${navigation(views)}</header>
<main id="content" tabindex="-1">
${content}
</main>
<footer>Made by dlx ${version}.</footer>
</body>
</html>
`}`;
}

function single(view: RunView, i: number): Markup {
  return html`<article id="r${i}"><h2>${runName(view, i)}</h2>\n${runOf(view, `r${i}`, 3)}</article>\n`;
}

function namesOf(views: readonly RunView[]): string {
  const names = [...new Set(views.map(({ record }) => record.name))];
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and others`;
}

/** Parts of a page about one run; of one about several, those of the comparison and the runs. */
function navigation(views: readonly RunView[]): Markup {
  const links = views.length === 1 ? partsOf(views[0]!) : [...COMPARED, ...views.map(runLink)];
  return html`<nav aria-label="On this page"><ul>${links.map(([id, text]) => html`<li><a href="#${id}">${text}</a></li>`)}</ul></nav>`;
}

type Link = readonly [id: string, text: string];

const COMPARED: readonly Link[] = [
  ['all-metrics', 'Metrics'],
  ['all-differences', 'Differences'],
  ['all-curves', 'Curves'],
];

const runLink = (view: RunView, i: number): Link => [`r${i}`, runName(view, i)];

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
