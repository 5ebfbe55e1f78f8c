import type { Objective } from '../file/sweep.js';
import type { SweepRecord, Trial } from '../record/record.js';
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
  const at = value === null || !objective ? '' : `  ${objective.name} ${short(value)}`;
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
  objectives.map(({ name }, i) => `${name} ${short(values[i] ?? null)}`).join('  ');

/** Paths that may have more than one value, as the parameters of a sweep say; all, where none may. */
export function variedPaths(parameters: SweepRecord['parameters']): readonly string[] {
  const isFixed = ({ value, values }: { readonly [option: string]: unknown }) =>
    value !== undefined || (Array.isArray(values) && values.length === 1);
  const paths = Object.keys(parameters);
  const varied = paths.filter((path) => !isFixed(parameters[path]!));
  return varied.length > 0 ? varied : paths;
}

/** Paths that have more than one value among trials: what is the same in all says nothing about one. */
export function varyingPaths(trials: readonly Pick<Trial, 'values'>[]): readonly string[] {
  const values = new Map<string, Set<string>>();
  for (const trial of trials) {
    for (const [path, value] of Object.entries(trial.values)) {
      const known = values.get(path) ?? new Set();
      values.set(path, known.add(JSON.stringify(value)));
    }
  }
  // What plays no part in some trials tells those from the others.
  const inAll = (path: string) => trials.every((trial) => Object.hasOwn(trial.values, path));
  const varying = [...values].filter(([path, known]) => known.size > 1 || !inAll(path));
  return (varying.length > 0 ? varying : [...values]).map(([path]) => path);
}

/** `units=128  learning_rate=0.0012`: the last part of each path, where it tells them apart. */
function settings({ values }: Trial, varying: readonly string[]): string {
  const short = shortPaths(varying);
  return varying
    .filter((path) => Object.hasOwn(values, path))
    .map((path) => `${short.get(path)}=${valueText(values[path])}`)
    .join('  ');
}

/** The fewest last parts of each path that no other path ends with. */
export function shortPaths(paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    paths.map((path) => {
      const parts = path.split('.');
      for (let count = 1; count < parts.length; count++) {
        const end = parts.slice(-count).join('.');
        if (paths.every((other) => other === path || !`.${other}`.endsWith(`.${end}`))) return [path, end];
      }
      return [path, path];
    }),
  );
}

/** A value in a few characters. */
export function valueText(value: unknown): string {
  const text =
    typeof value === 'number' ? short(value) : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}

/** Whole numbers as they are. */
const short = (value: number | null) =>
  value === null ? '-' : String(Number.isInteger(value) ? value : Number(value.toPrecision(4)));

/** `42 s`, `3 min`, `2 h 10 min`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
