import { failed } from '../../check/gate.js';
import type { CheckedExperiment, CheckResult } from '../../check/result.js';
import type { Starting } from '../../check/seeds.js';
import { gatesTable, updatesTable } from '../../check/table.js';
import { headline, remarks, totals } from '../../check/words.js';
import { formatProblem } from '../../errors.js';
import type { Table } from '../../report/table.js';
import type { Colours } from './colour.js';
import { columns } from './columns.js';

/** `experiments/mnist-mlp.yaml: seed 1 (2 of 3)` */
export function starting({ file, seed, number, of }: Starting): string {
  return `${file}: seed ${seed}${of > 1 ? ` (${number} of ${of})` : ''}`;
}

/** What keeps experiments from being checked; empty where nothing does. */
export function problemsText({ experiments }: CheckResult): string {
  return experiments.flatMap(({ problems }) => problems.map(formatProblem)).join('\n');
}

/** A table for every experiment, what stands out of it in sentences, and at the end a line of totals. */
export function checkText(result: CheckResult, colours: Colours): string {
  const sections = result.experiments.map((one) => section(one, colours));
  return ['', ...sections, ...(sections.length > 1 ? [totals(result), ''] : [])].join('\n').trimEnd();
}

function section(experiment: CheckedExperiment, colours: Colours): string {
  const { gates, updates, exitCode } = experiment;
  const head = exitCode === 0 ? colours.bold : colours.bad;
  const lines = [head(headline(experiment))];
  if (updates.length > 0) lines.push('', ...aligned(updatesTable(updates), colours));
  if (gates.length > 0) {
    const [names, ...rows] = aligned(gatesTable(gates), colours);
    lines.push('', names!, ...rows.map((row, i) => (failed(gates[i]!) ? colours.bad(row) : row)));
  }
  const said = remarks(experiment);
  if (said.length > 0) lines.push('', ...said.map((text) => `  ${text}`));
  return `${lines.join('\n')}\n`;
}

function aligned({ columns: names, rows }: Table, colours: Colours): string[] {
  const [head, ...lines] = columns([[...names], ...rows.map((row) => row.map(String))]);
  return [colours.dim(head!), ...lines];
}

/** The document that `dlx check --json` prints. */
export function checkJson({ experiments, exitCode }: CheckResult) {
  return {
    exit_code: exitCode,
    experiments: experiments.map(({ exitCode: code, made, name = null, ...rest }) => ({
      file: rest.file,
      name,
      status: rest.status,
      exit_code: code,
      baseline: rest.baseline,
      baseline_made: made?.at ?? null,
      baseline_seeds: made?.seeds ?? null,
      runs: rest.runs,
      gates: rest.gates,
      updates: rest.updates,
      warnings: rest.warnings,
      notes: rest.notes,
      problems: rest.problems,
      seconds: rest.seconds,
    })),
  };
}
