import { UserError } from '../../errors.js';
import { moreIsBetter } from '../best.js';
import type { Status } from '../record.js';
import type { Entry } from './entry.js';
import type { FactTable } from './facts-file.js';
import { parseCondition, readerOf, type Value } from './where.js';

/** Which runs, and in which order. Every part that is given must hold. */
export interface Selection {
  readonly name?: string;
  /** All of them. */
  readonly tags?: readonly string[];
  readonly status?: Status;
  /** `test.accuracy>0.97`, `training.batch_size=64`: all of them. */
  readonly where?: readonly string[];
  /** `2h`, `3d`, or a date. */
  readonly since?: string;
  /** A metric, field or key of the experiment; `-` in front turns the order around. Default: newest first. */
  readonly sort?: string;
  readonly limit?: number;
}

const NONE: FactTable = { keys: [], column: () => new Map() };

/**
 * @param now for `since`, in ms since 1970.
 * @param facts what the runs were made of: asked for where a key is no field and no metric. Without it there are none.
 * @throws UserError for a condition, date or key that says nothing.
 */
export function select(
  entries: readonly Entry[],
  selection: Selection,
  now: number,
  facts: () => FactTable = () => NONE,
): readonly Entry[] {
  const { name, tags = [], status, where = [], since, sort, limit } = selection;
  const conditions = where.map(parseCondition).map(({ key, text, holds }) => {
    const read = readerOf(key, entries, facts, `--where ${text}`);
    return (entry: Entry) => holds(read(entry));
  });
  const from = since === undefined ? undefined : new Date(parseSince(since, now)).toISOString();
  const chosen = entries.filter(
    (entry) =>
      (name === undefined || entry.name === name) &&
      tags.every((tag) => entry.tags.includes(tag)) &&
      (status === undefined || entry.status === status) &&
      (from === undefined || entry.started >= from) &&
      conditions.every((holds) => holds(entry)),
  );
  const ordered = sort === undefined ? chosen : sorted(chosen, sort, entries, facts);
  return limit === undefined ? ordered : ordered.slice(0, limit);
}

/** The best first: the highest of metrics of which more is better, the lowest of others; text from A to Z. */
function sorted(
  chosen: readonly Entry[],
  sort: string,
  all: readonly Entry[],
  facts: () => FactTable,
): readonly Entry[] {
  const turned = sort.startsWith('-');
  const key = turned ? sort.slice(1) : sort;
  const read = readerOf(key, all, facts, `--sort ${sort}`);
  const values = new Map(chosen.map((entry) => [entry, sortable(read(entry))]));
  const best = moreIsBetter(key.slice(key.indexOf('.') + 1)) ? -1 : 1;
  const sign = turned ? -best : best;
  return [...chosen].sort((a, b) => {
    const [x, y] = [values.get(a)!, values.get(b)!];
    // What a run has not comes last, either way round.
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return sign * order(x, y);
  });
}

type Sortable = string | number | null;

/** Tags in one text, as truth values are. */
const sortable = (value: Value): Sortable =>
  typeof value === 'number' ? value : (value?.toString() ?? null);

/** Numbers before text: a key such as training.batch_size may be either. */
function order(x: NonNullable<Sortable>, y: NonNullable<Sortable>): number {
  if (typeof x !== typeof y) return typeof x === 'number' ? -1 : 1;
  return x < y ? -1 : x > y ? 1 : 0;
}

const UNITS: { readonly [unit: string]: number } = { m: 60e3, h: 3600e3, d: 86400e3, w: 604800e3 };

function parseSince(text: string, now: number): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([mhdw])$/.exec(text) ?? [];
  const time = count === undefined ? Date.parse(text) : now - Number(count) * UNITS[unit!]!;
  // Dates that calendars do not reach, too.
  if (Math.abs(time) <= 8.64e15) return time;
  const hint = 'such as 90m, 12h, 3d, 2w, 2026-11-22 or 2026-11-22T10:00';
  throw new UserError({ message: `--since ${text}: found no date or span of time`, hint });
}
