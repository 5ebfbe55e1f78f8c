import { UserError } from '../../errors.js';
import { moreIsBetter } from '../best.js';
import type { Status } from '../record.js';
import type { Entry } from './entry.js';
import { checkKey, fieldOf, parseCondition } from './where.js';

/** Which runs, and in which order. Every part that is given must hold. */
export interface Selection {
  readonly name?: string;
  /** All of them. */
  readonly tags?: readonly string[];
  readonly status?: Status;
  /** `test.accuracy>0.97`: all of them. */
  readonly where?: readonly string[];
  /** `2h`, `3d`, or a date. */
  readonly since?: string;
  /** A metric or field; `-` in front turns the order around. Default: newest first. */
  readonly sort?: string;
  readonly limit?: number;
}

/** @throws UserError for a condition, date or key that says nothing. `now`: for `since`, in ms since 1970. */
export function select(entries: readonly Entry[], selection: Selection, now: number): readonly Entry[] {
  const { name, tags = [], status, where = [], since, sort, limit } = selection;
  const conditions = where.map(parseCondition);
  for (const { key, text } of conditions) checkKey(key, entries, `--where ${text}`);
  const from = since === undefined ? undefined : new Date(parseSince(since, now)).toISOString();
  const chosen = entries.filter(
    (entry) =>
      (name === undefined || entry.name === name) &&
      tags.every((tag) => entry.tags.includes(tag)) &&
      (status === undefined || entry.status === status) &&
      (from === undefined || entry.started >= from) &&
      conditions.every((condition) => condition.holds(entry)),
  );
  const ordered = sort === undefined ? chosen : sorted(chosen, sort, entries);
  return limit === undefined ? ordered : ordered.slice(0, limit);
}

/** The best first: the highest of metrics of which more is better, the lowest of others; text from A to Z. */
function sorted(chosen: readonly Entry[], sort: string, all: readonly Entry[]): readonly Entry[] {
  const turned = sort.startsWith('-');
  const key = turned ? sort.slice(1) : sort;
  checkKey(key, all, `--sort ${sort}`);
  const best = moreIsBetter(key.slice(key.indexOf('.') + 1)) ? -1 : 1;
  const sign = turned ? -best : best;
  return [...chosen].sort((a, b) => {
    const [x, y] = [fieldOf(a, key) ?? null, fieldOf(b, key) ?? null];
    // What a run has not comes last, either way round.
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return sign * (x < y ? -1 : x > y ? 1 : 0);
  });
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
