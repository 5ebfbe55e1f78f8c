import library, { type Builder } from 'junit-report-builder';
import { formatProblem } from '../errors.js';
import { failed } from './gate.js';
import type { CheckedExperiment, CheckResult } from './result.js';

// To TypeScript this is the module of CommonJS, to Node and esbuild what it exports.
const junit = library as unknown as Builder;

/**
 * A report in the form that Jenkins, GitLab and most other CI systems read (`junit-10.xsd` of Jenkins's xUnit plugin):
 * a suite for every experiment, a case for every gate.
 */
export function junitReport({ experiments }: CheckResult): string {
  const report = junit.newBuilder();
  for (const experiment of experiments) addSuite(report, experiment);
  // The schema has no such attribute at the root.
  return report.build().replace(/^(<testsuites[^>]*?) skipped="\d+"/m, '$1');
}

function addSuite(report: Builder, experiment: CheckedExperiment): void {
  const { file, gates, notes, problems, runs, seconds, status, warnings } = experiment;
  const suite = report
    .testSuite()
    .name(clean(file))
    .time(Number(seconds.toFixed(3)));
  suite.property('baseline', clean(experiment.baseline));
  for (const { id } of runs) suite.property('run', clean(id));
  for (const warning of warnings) suite.property('warning', clean(warning));
  for (const note of notes) suite.property('note', clean(note));
  const caseOf = (name: string) => suite.testCase().className(clean(file)).name(clean(name));
  for (const gate of gates) {
    const one = caseOf(gate.metric);
    if (failed(gate)) one.failure(clean(gate.message), gate.verdict);
    else one.standardOutput(clean(gate.message));
  }
  const text = clean(problems.map(formatProblem).join('\n'));
  if (status === 'error') caseOf('check').error(text.split('\n')[0], `exit ${experiment.exitCode}`, text);
  if (status === 'unchanged') caseOf('check').skipped();
  if (status === 'updated') caseOf('baseline');
}

/** XML has no place for control characters; the library ends a section of text at the second `]]>`. */
const clean = (text: string) => text.replace(/[^\P{Cc}\n\t]|[\uFFFE\uFFFF]/gu, ' ').replaceAll(']]>', ']] >');
