import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import leven from 'leven';
import { UserError } from '../errors.js';
import { FAMILIES, familiesBeginning, familyIds, familyOf, nameIn } from './families.js';
import { parseId, slug } from './id.js';
import { listIds, runAt, type StoredRun } from './list.js';
import { readRun } from './read.js';
import type { RunRecord } from './record.js';

const SHOWN = 5;

/**
 * The run that a RUN on the command line means: `last`, `last~2` (the second before it), an id, a name (its
 * newest run), a unique beginning of an id, or the path of a run's folder or run.json; tried in this order.
 * Throws a UserError with the candidates for one that is unknown or ambiguous.
 */
export function findRun(runsDir: string, ref: string): StoredRun {
  if (/[\\/]/.test(ref)) return atPath(ref);
  const ids = listIds(runsDir);
  const back = /^last(?:~(\d{1,9}))?$/.exec(ref);
  if (back) return nth(runsDir, ids, Number(back[1] ?? 0), ref);
  if (ids.includes(ref)) return runAt(runsDir, ref);
  const named = newest(runsDir, ids, ref);
  if (named) return named;
  const begun = ref === '' ? [] : ids.filter((id) => id.startsWith(ref));
  if (begun.length === 1) return runAt(runsDir, begun[0]!);
  if (begun.length > 1) throw ambiguous(ref, begun);
  if (existsSync(join(ref, 'run.json'))) return atPath(ref);
  const [family] = familiesBeginning(runsDir, ref);
  throw family === undefined ? unknown(runsDir, ref, ids) : isFamily(ref, family);
}

/** The newest completed run of a name, or of those before the run `before` (an id): what a summary compares with. */
export function previousRun(runsDir: string, name: string, before?: string): RunRecord | undefined {
  const ids = listIds(runsDir);
  const from = before === undefined ? 0 : ids.indexOf(before) + 1;
  return newest(runsDir, ids.slice(from), name, (record) => record.status === 'completed')?.record;
}

/** The first of the ids whose record has this name; records that cannot be read are passed over. */
function newest(
  runsDir: string,
  ids: readonly string[],
  name: string,
  accept: (record: RunRecord) => boolean = () => true,
): StoredRun | undefined {
  const likely = ids.filter((id) => parseId(id)!.name === slug(name));
  for (const run of readable(runsDir, likely)) {
    if (run.record.name === name && accept(run.record)) return run;
  }
  return undefined;
}

/** The records of these ids that can be read, each read when it is asked for. */
function* readable(runsDir: string, ids: readonly string[]): Generator<StoredRun> {
  for (const id of ids) {
    try {
      yield runAt(runsDir, id);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
}

function atPath(path: string): StoredRun {
  const record = readRun(path);
  return { folder: basename(path) === 'run.json' ? dirname(path) : path, record };
}

/** The run `back` before the newest, counted as in a listing: among those that can be read. */
function nth(runsDir: string, ids: readonly string[], back: number, ref: string): StoredRun {
  let count = 0;
  for (const run of readable(runsDir, ids)) if (count++ === back) return run;
  const found = count === 0 ? 'no runs' : `${count} run${count === 1 ? '' : 's'}`;
  throw new UserError({ message: `${ref}: found ${found} in ${runsDir}`, hint: HINT });
}

function isFamily(ref: string, id: string): UserError {
  const kind = familyOf(id)!;
  const lists = kind === 'sweep' ? 'sweep show' : 'runs show';
  return new UserError({
    message: `${ref} is a ${kind}, expected one run`,
    hint: `name one of its runs: \`dlx ${lists} ${id}\` lists them; where several runs are meant, its id means all`,
  });
}

const HINT = 'start one with `dlx run FILE`, or say where runs are with --runs-dir';

function ambiguous(ref: string, ids: readonly string[]): UserError {
  const more = ids.length > SHOWN ? ` and ${ids.length - SHOWN} more` : '';
  const list = ids.slice(0, SHOWN).join(', ');
  return new UserError({
    message: `${ref} is the beginning of ${ids.length} runs: ${list}${more}`,
    hint: 'write more of the id',
  });
}

function unknown(runsDir: string, ref: string, ids: readonly string[]): UserError {
  if (ids.length === 0) return new UserError({ message: `${ref}: found no runs in ${runsDir}`, hint: HINT });
  const family = FAMILIES.flatMap((one) => familyIds(runsDir, one)).find((id) => nameIn(id) === slug(ref));
  if (family !== undefined) return isFamily(ref, family);
  const names = [...new Set(ids.map((id) => parseId(id)!.name)), 'last'];
  const near = [...names, ...ids.slice(0, 100)].sort((a, b) => leven(ref, a) - leven(ref, b))[0]!;
  const candidates =
    leven(ref, near) < Math.min(4, ref.length) ? [near] : [...names.slice(0, SHOWN - 1), ids[0]!];
  return new UserError({
    message: `no run is called ${ref} in ${runsDir}`,
    hint: `expected an id, a unique beginning of one, last, last~2, a name or a path, such as ${candidates.join(', ')}`,
  });
}
