import type { CurveDiff } from '../../compare/diff/curves.js';
import type { Diff, RunDiff } from '../../compare/diff/diff.js';
import type { MetricDiff } from '../../compare/diff/metrics.js';
import type { Side } from '../../compare/diff/sides.js';
import type { Change } from '../../compare/diff/walk.js';
import type { Chart } from '../../report/plot/chart.js';
import type { ConditionDifference } from '../../runs/conditions.js';
import { type Colours, coloured } from './colour.js';
import { columns } from './columns.js';
import { canvasOf, chartsText } from './curves.js';
import { plain } from './plain.js';
import { difference, shown } from './summary.js';

/** For a terminal: sections of what differs; those without anything are left out. */
export function diffText(
  a: Side,
  b: Side,
  found: Diff,
  curves: readonly CurveDiff[],
  screen: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
): string {
  const colours = coloured(screen, env);
  const { config, renamed, metadata, runs } = found;
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [['', colours.bold(title), ...lines].join('\n')];
  const configLines = [...config.map((one) => changeLine(one, colours)), ...renamedLines(renamed)];
  const parts = [
    [`a  ${about(a)}`, `b  ${about(b)}`].join('\n'),
    ...section('config', configLines.length > 0 ? configLines : ['  no difference']),
    ...section(
      'metadata, on which no number depends',
      metadata.map((one) => changeLine(one, colours)),
    ),
    ...(runs ? runSections(runs, colours, section) : []),
  ];
  if (curves.length > 0) parts.push('', chartsText(chartsFor(curves), canvasOf(screen, env)));
  return parts.join('\n');
}

function runSections(
  runs: RunDiff,
  colours: Colours,
  section: (title: string, lines: readonly string[]) => string[],
): string[] {
  const { code, data, environment, final, best } = runs;
  const lines = (found: readonly ConditionDifference[]) => found.map(conditionLine);
  const rows = rowsText(runs);
  return [
    ...section('code', [...lines(code), ...commitLines(runs)]),
    ...section('data', [...lines(data), ...(rows === undefined ? [] : [`  ${rows}`])]),
    ...section('environment', lines(environment)),
    ...section('metrics at the end', metricLines(final, colours)),
    ...section('best of all epochs', metricLines(best, colours)),
  ];
}

/** What is compared: of a run also what came of it. */
export function about({ name, run }: Side): string {
  if (!run) return name;
  const { status, epochs } = run.record;
  return `${name}  ${status}, ${epochs} epoch${epochs === 1 ? '' : 's'}`;
}

const MARKS = { added: '+', removed: '-', changed: '~' } as const;

function changeLine({ kind, key, shown: { before, after } }: Change, colours: Colours): string {
  const values = [before, after].filter((value) => value !== undefined).map((value) => cut(value));
  const line = `  ${MARKS[kind]} ${plain(key)}: ${values.join(' -> ')}`;
  return kind === 'added' ? colours.good(line) : kind === 'removed' ? colours.bad(line) : line;
}

const LONGEST = 100;
/** On one line, and free of what would steer the terminal. */
export const cut = (text: string) => {
  const line = plain(text);
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line;
};

export function renamedText(renamed: Diff['renamed']): string {
  const names = renamed.slice(0, 5).map(({ before, after }) => plain(`${before} -> ${after}`));
  const more = renamed.length > names.length ? ` and ${renamed.length - names.length} more` : '';
  return `${names.join(', ')}${more}`;
}

const renamedLines = (renamed: Diff['renamed']) =>
  renamed.length === 0 ? [] : [`    layers with other names: ${renamedText(renamed)}`];

const conditionLine = ({ key, before, now }: ConditionDifference) =>
  `  ~ ${plain(key)}: ${cut(before ?? 'none')} -> ${cut(now ?? 'none')}`;

function commitLines({ commits }: RunDiff): string[] {
  const text = commitsText(commits);
  return text === undefined ? [] : [`    ${text}`];
}

/** `b has 3 commits more` */
export function commitsText(commits: RunDiff['commits']): string | undefined {
  if (!commits) return undefined;
  const count = (number: number) => `${number} commit${number === 1 ? '' : 's'}`;
  const { onlyA, onlyB } = commits;
  if (onlyA === 0) return `b is ${count(onlyB)} after a`;
  if (onlyB === 0) return `b is ${count(onlyA)} before a`;
  return `a has ${count(onlyA)} that b has not, b has ${count(onlyB)} that a has not`;
}

/** `rows: train 1000 -> 900` */
export function rowsText({ rows }: RunDiff): string | undefined {
  if (rows.length === 0) return undefined;
  return `rows: ${rows.map(({ split, before, after }) => `${split} ${before ?? 'none'} -> ${after ?? 'none'}`).join(', ')}`;
}

export function metricRows(metrics: readonly MetricDiff[]): string[][] {
  return metrics.map(({ name, before, after, better }) => [
    plain(name),
    shown(before),
    shown(after),
    difference(after, before),
    better === undefined ? '' : better ? 'better' : 'worse',
  ]);
}

function metricLines(metrics: readonly MetricDiff[], colours: Colours): string[] {
  if (metrics.length === 0) return [];
  const [head, ...lines] = columns([['', 'a', 'b', 'difference', ''], ...metricRows(metrics)]);
  return [
    colours.dim(head!),
    ...lines.map((line, i) => {
      const { better } = metrics[i]!;
      return better === undefined ? line : better ? colours.good(line) : colours.bad(line);
    }),
  ].map((line) => `  ${line}`);
}

/** Both runs in one chart for each curve. */
export function chartsFor(curves: readonly CurveDiff[]): readonly Chart[] {
  return curves.map(({ name, sides }) => ({
    title: name,
    curves: sides.map((side, i) => ({ name: 'ab'[i]!, ...side })),
  }));
}

/** The document of `--json`. */
export function diffJson(a: Side, b: Side, found: Diff, curves: readonly CurveDiff[]) {
  const { config, renamed, metadata, runs } = found;
  const full = ({ shown: _shown, ...change }: Change) => change;
  return {
    a: a.name,
    b: b.name,
    config: config.map(full),
    renamed,
    metadata: metadata.map(full),
    ...runs,
    ...(curves.length > 0 && {
      curves: Object.fromEntries(
        curves.map(({ name, sides: [first, second] }) => [name, { a: first, b: second }]),
      ),
    }),
  };
}
