import type { Sweep } from '../../sweeps/file/sweep.js';
import type { Foreseen } from '../../sweeps/foresee.js';
import { shortPaths, variedPaths } from '../../sweeps/naming.js';
import { endedLine } from '../../sweeps/progress/text.js';
import type { StoredSweep } from '../../sweeps/record/record.js';
import { rank } from '../../sweeps/results/ranking.js';
import { totalsOf } from '../../sweeps/results/totals.js';
import type { Colours } from './colour.js';
import { columns } from './columns.js';

/** Of each kind. */
const MOST = 5;

/** What came of a sweep, in a few lines: the best trials, those that failed, and what to do next. */
export function sweepSummary(stored: StoredSweep, colours: Colours): string {
  const { record, trials, folder } = stored;
  const { counts, epochs } = totalsOf(trials);
  const varying = variedPaths(record);
  const { trials: ranked } = rank(stored);
  const line = (trial: (typeof trials)[number]) => `  ${endedLine(trial, record.objectives, false, varying)}`;
  const best = ranked.filter(({ status }) => status === 'completed').slice(0, MOST);
  const failed = trials.filter(({ status }) => status === 'failed');
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  const lines = [
    '',
    `${colours.bold(record.status)}: ${trials.length} ${trials.length === 1 ? 'trial' : 'trials'} (${told.map(([status, count]) => `${count} ${status}`).join(', ')}), ${epochs} epochs`,
    ...(best.length > 0 ? ['best:', ...best.map(line)] : ['no trial was trained to its end']),
  ];
  if (failed.length > 0) {
    lines.push(`failed:`, ...failed.slice(0, MOST).map(line));
    if (failed.length > MOST) lines.push(`  and ${failed.length - MOST} more`);
    lines.push(`  dlx sweep --resume ${record.id} --retry-failed  gives them another try`);
  }
  if (record.status === 'interrupted') lines.push(`go on with: dlx sweep --resume ${record.id}`);
  else if (best.length > 0)
    lines.push(`see dlx sweep show ${record.id}, dlx sweep best ${record.id} > best.yaml`);
  return [...lines, folder].join('\n');
}

/** Of those that are not listed. */
const REST = {
  learns: 'what comes of them decides about the others',
  long: 'the others are left out of this list',
} as const;

/** What a sweep would try, a line a trial. */
export function trialList(sweep: Sweep, { trials, more, most }: Foreseen): string {
  const varying = variedPaths(sweep);
  const names = shortPaths(varying);
  const rows = trials.map(({ number, values, error }) => [
    `#${number}`,
    ...varying.map((path) => (Object.hasOwn(values, path) ? JSON.stringify(values[path]) : '')),
    error ? error.message.split('\n')[0]! : '',
  ]);
  const head = ['', ...varying.map((path) => names.get(path)!), ''];
  const goal = sweep.objectives.map(({ name, goal: to }) => `${to} ${name}`).join(', ');
  const count = `${trials.length} ${trials.length === 1 ? 'trial' : 'trials'}`;
  const cap = most === null ? '' : ` of ${most} at most`;
  const rest = more === null ? '' : `${cap}; ${REST[more]}`;
  return [
    `${sweep.name}: ${goal}, ${sweep.sampler.name}`,
    ...columns([head, ...rows]),
    `${count}${rest}`,
  ].join('\n');
}
