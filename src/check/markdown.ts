import { formatProblem } from '../errors.js';
import { toMarkdown } from '../report/markdown.js';
import type { CheckedExperiment, CheckResult } from './result.js';
import { gatesTable, updatesTable } from './table.js';
import { headline, remarks, totals } from './words.js';

/** For a pull request, and for GitHub's summary of a job. */
export function checkMarkdown(result: CheckResult): string {
  const parts = [`## dlx check: ${totals(result)}`, ...result.experiments.map(section)];
  return `${parts.join('\n\n')}\n`;
}

function section(experiment: CheckedExperiment): string {
  const { gates, updates, problems } = experiment;
  const list = remarks(experiment)
    .map((text) => `- ${plain(text)}`)
    .join('\n');
  const blocks = [
    `### ${plain(headline(experiment))}`,
    updates.length > 0 ? toMarkdown(updatesTable(updates), String).trimEnd() : '',
    gates.length > 0 ? toMarkdown(gatesTable(gates), String).trimEnd() : '',
    list,
    problems.length > 0 ? fenced(problems.map(formatProblem).join('\n')) : '',
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** Text that means nothing to Markdown; names, values and paths come from files. */
const plain = (text: string) => text.replace(/[\\`*_[\]<|~]/g, '\\$&').replace(/\s*\n\s*/g, ' ');

/** A fence longer than any inside. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
