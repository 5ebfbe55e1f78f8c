import type { CurveDiff } from '../../compare/diff/curves.js';
import type { Diff, RunDiff } from '../../compare/diff/diff.js';
import type { Side } from '../../compare/diff/sides.js';
import type { Change } from '../../compare/diff/walk.js';
import { toMarkdown } from '../../report/markdown.js';
import type { ConditionDifference } from '../../runs/conditions.js';
import { canvasOf, chartsText } from './curves.js';
import { about, chartsFor, commitsText, cut, metricRows, renamedText, rowsText } from './diff.js';
import { number } from './tables.js';

/** For a pull request: a table a section, and the curves as text. */
export function diffMarkdown(a: Side, b: Side, found: Diff, curves: readonly CurveDiff[]): string {
  const { config, renamed, metadata, runs } = found;
  const names = renamed.length > 0 ? [`Layers with other names: ${renamedText(renamed)}`] : [];
  const none = config.length + renamed.length === 0 ? ['No difference.'] : [];
  const parts = [
    toMarkdown(
      {
        columns: ['', 'experiment'],
        rows: [
          ['a', about(a)],
          ['b', about(b)],
        ],
      },
      number,
    ),
    ...section('Config', [...none, ...changeTable(config), ...names]),
    ...section('Metadata, on which no number depends', changeTable(metadata)),
    ...(runs ? runSections(runs) : []),
    ...section('Curves', plots(curves)),
  ];
  return parts.join('\n');
}

const section = (title: string, blocks: readonly string[]) =>
  blocks.length === 0 ? [] : [`### ${title}\n`, ...blocks.map((block) => `${block.trimEnd()}\n`)];

function runSections(runs: RunDiff): string[] {
  const text = (one: string | undefined) => (one === undefined ? [] : [one]);
  return [
    ...section('Code', [...conditionTable(runs.code), ...text(commitsText(runs.commits))]),
    ...section('Data', [...conditionTable(runs.data), ...text(rowsText(runs))]),
    ...section('Environment', conditionTable(runs.environment)),
    ...section('Metrics at the end', metricTable(runs.final)),
    ...section('Best of all epochs', metricTable(runs.best)),
  ];
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [toMarkdown({ columns, rows }, number)];
}

const changeTable = (changes: readonly Change[]) =>
  table(
    ['', 'key', 'a', 'b'],
    changes.map(({ kind, key, shown: { before = '', after = '' } }) => [kind, key, cut(before), cut(after)]),
  );

const conditionTable = (found: readonly ConditionDifference[]) =>
  table(
    ['key', 'a', 'b'],
    found.map(({ key, before, now }) => [key, before ?? 'none', now ?? 'none']),
  );

const metricTable = (metrics: RunDiff['final']) =>
  table(['metric', 'a', 'b', 'difference', ''], metricRows(metrics));

/** Pages are UTF-8, whatever the terminal is. */
function plots(curves: readonly CurveDiff[]): string[] {
  if (curves.length === 0) return [];
  const { paint: _paint, ...canvas } = canvasOf({}, { LANG: 'C.UTF-8' });
  return [`\`\`\`text\n${chartsText(chartsFor(curves), canvas)}\n\`\`\``];
}
