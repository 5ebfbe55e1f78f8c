import type { Objective } from '../file/sweep.js';
import { shortNumber, shortPaths, valueText } from '../naming.js';
import type { Trial } from '../record/record.js';
import type { Going, SweepState } from './state.js';

/** The most lines of trials that go on, and of the best. */
const MOST_GOING = 8;
const BEST = 3;

/** The table of a sweep as it stands: the same number of lines every time, none wider than `width`. */
export function tableLines(state: SweepState, width: number): readonly string[] {
  const best = state.best(BEST);
  const { varied: varying } = state;
  const shown = [...state.going.values()].slice(0, goingRows(state));
  const empty = (have: number, want: number) => Array.from({ length: Math.max(0, want - have) }, () => '');
  const lines = [
    headLine(state),
    ...best.map((trial, i) => `${i === 0 ? 'best' : '    '} ${bestLine(trial, state.objectives, varying)}`),
    ...empty(best.length, BEST),
    ...shown.map((one) => `  >  ${goingLine(one, state.objectives[0], varying)}`),
    ...empty(shown.length, goingRows(state)),
  ];
  return lines.map((line) => (line.length > width ? `${line.slice(0, Math.max(0, width - 3))}...` : line));
}

export const goingRows = ({ workers }: SweepState) => Math.min(workers, MOST_GOING);

function headLine(state: SweepState): string {
  const { cap, trials, going } = state;
  const settled = trials.size - state.count('waiting') - going.size;
  const left = state.secondsLeft();
  const parts = [
    Number.isFinite(cap) ? `${settled}/${cap} trials` : `${settled} trials`,
    `${going.size} running`,
    `${state.count('completed')} done`,
    `${state.count('stopped')} stopped`,
    `${state.count('failed')} failed`,
    ...(left === undefined ? [] : [`about ${duration(left)} left`]),
  ];
  return parts.join('  ');
}

function bestLine(trial: Trial, objectives: readonly Objective[], varying: readonly string[]): string {
  return `#${trial.number}  ${valuesText(trial, objectives)}  ${settings(trial, varying)}`;
}

function goingLine(
  { trial, epoch, epochs, value }: Going,
  objective: Objective | undefined,
  varying: readonly string[],
) {
  const at = value === null || !objective ? '' : `  ${objective.name} ${shortNumber(value)}`;
  return `#${trial.number}  epoch ${epoch}/${epochs}${at}  ${settings(trial, varying)}`;
}

/** A line of a trial that has ended: `#7 completed  val_accuracy 0.9712  units=128  3 epochs  1.2 s`. */
export function endedLine(
  trial: Trial,
  objectives: readonly Objective[],
  isBest: boolean,
  varying: readonly string[],
): string {
  const { number, status, epochs, seconds, error } = trial;
  const measured = trial.objectives.some((one) => one !== null);
  const parts = [
    `#${number} ${status === 'waiting' ? 'interrupted' : status}`,
    ...(measured ? [`${valuesText(trial, objectives)}${isBest ? ' (best so far)' : ''}`] : []),
    settings(trial, varying),
    ...(epochs > 0 ? [`${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`] : []),
    ...(seconds === null ? [] : [`${seconds.toFixed(1)} s`]),
    ...(error ? [error.message.split('\n')[0]!] : []),
  ];
  return parts.filter(Boolean).join('  ');
}

const valuesText = ({ objectives: values }: Trial, objectives: readonly Objective[]) =>
  objectives.map(({ name }, i) => `${name} ${shortNumber(values[i] ?? null)}`).join('  ');

/** `units=128  learning_rate=0.0012`: the last part of each path, where it tells them apart. */
function settings({ values }: Trial, varying: readonly string[]): string {
  const short = shortPaths(varying);
  return varying
    .filter((path) => Object.hasOwn(values, path))
    .map((path) => `${short.get(path)}=${valueText(values[path])}`)
    .join('  ');
}

/** `42 s`, `3 min`, `2 h 10 min`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
