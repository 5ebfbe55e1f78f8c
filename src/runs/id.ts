/** A run's id taken apart: `20261122T075012Z-mnist-mlp-1a2b3c4d`, or `...-1a2b3c4d-2` for a namesake. */
export interface IdParts {
  readonly time: string;
  readonly name: string;
  readonly hash: string;
  /** 1, or more where the same experiment started again in the same second. */
  readonly ordinal: number;
}

const PATTERN = /^(\d{8}T\d{6}Z)-(.+)-([0-9a-f]{8})(?:-(\d+))?$/;

/** The id of a run; ids sort by start (to the second). `hash`: the experiment's, in hex. */
export function makeId(started: Date, name: string, hash: string, ordinal = 1): string {
  const time = started
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '');
  const id = `${time}-${slug(name)}-${hash.slice(0, 8)}`;
  return ordinal === 1 ? id : `${id}-${ordinal}`;
}

/** The parts of an id; undefined for the name of a folder that is no run. */
export function parseId(id: string): IdParts | undefined {
  const match = PATTERN.exec(id);
  if (!match) return undefined;
  const [, time, name, hash, ordinal] = match as unknown as [string, string, string, string, string?];
  return { time, name, hash, ordinal: ordinal ? Number(ordinal) : 1 };
}

const DAY_MS = 86_400_000;

/**
 * The date for the id of a run that starts now: later than those of all runs before it, though the clock may have been
 * set back since. Ids more than a day ahead come from a clock that was wrong, and say nothing.
 */
export function dateAfter(ids: readonly string[], now: Date): Date {
  let date = now.getTime();
  for (const id of ids) {
    const [, year, month, day, hour, minute, second] =
      /^(....)(..)(..)T(..)(..)(..)Z/.exec(parseId(id)?.time ?? '')?.map(Number) ?? [];
    if (year === undefined) continue;
    const time = Date.UTC(year, month! - 1, day, hour, minute, second);
    if (time > now.getTime() && time < now.getTime() + DAY_MS) date = Math.max(date, time + 1000);
  }
  return new Date(date);
}

/** Longest slug in bytes: leaves room in a file name of 255 for time, hash and ordinal. */
const LONGEST = 120;

/** A name as part of a file name on every system: letters, digits, `.`, `_` and `-`, at most 120 bytes. */
export function slug(name: string): string {
  const safe = name.normalize('NFC').replace(/[^\p{L}\p{N}\p{M}._-]+/gu, '-');
  let text = '';
  for (const character of safe) {
    if (Buffer.byteLength(text + character) > LONGEST) break;
    text += character;
  }
  return text || 'run';
}
