import { join } from 'node:path';
import { readSmall } from '../../disk/read.js';
import { UserError } from '../../errors.js';
import { type Fact, factsOf } from '../facts.js';
import { idsIn } from '../list.js';
import { readRun } from '../read.js';
import { markOf, replaceCopy } from './index-file.js';

/** What all runs of a folder were made of, by key: `optimizer.adam.learning_rate`. */
export interface FactTable {
  readonly keys: readonly string[];
  /** The values of a key by id; of runs that have it. */
  column(key: string): ReadonlyMap<string, Fact>;
}

type Pair = readonly [key: string, value: Fact];

/** A run, the state of the run.json that was read, and places in the list of pairs. */
type Row = readonly [id: string, mark: string, pairs: readonly number[]];

interface Stored {
  /** Every key with every value that it has in some run. Most runs have most of them in common. */
  readonly pairs: readonly Pair[];
  readonly runs: readonly Row[];
}

const VERSION = 1;
const MOST_BYTES = 2 ** 28;
const fileIn = (runsDir: string) => join(runsDir, '.facts.json');

/**
 * What the runs of a folder were made of. Apart from the index of the catalog, because it is ten times as large and few
 * ask for it: it is read, and brought up to date, only when somebody does. Runs that cannot be read are left out.
 */
export function facts(runsDir: string): FactTable {
  const known = read(runsDir);
  const found = updated(runsDir, known);
  if (found !== known) {
    replaceCopy(runsDir, 'facts', { version: VERSION, pairs: found.pairs, runs: found.runs });
  }
  return {
    keys: [...new Set(found.pairs.map(([key]) => key))],
    column(key) {
      const values = new Map(found.pairs.flatMap(([name, value], i) => (name === key ? [[i, value]] : [])));
      const ofRun = ([id, , pairs]: Row): [string, Fact][] => {
        const at = pairs.find((i) => values.has(i));
        return at === undefined ? [] : [[id, values.get(at)!]];
      };
      return new Map(found.runs.flatMap(ofRun));
    },
  };
}

/** The same where no record has changed. */
function updated(runsDir: string, known: Stored): Stored {
  const pairs = [...known.pairs];
  const places = new Map(pairs.map((pair, i) => [JSON.stringify(pair), i]));
  const place = (pair: Pair) => {
    const text = JSON.stringify(pair);
    const at = places.get(text) ?? pairs.push(pair) - 1;
    places.set(text, at);
    return at;
  };
  const before = new Map(known.runs.map((row) => [row[0], row]));
  const runs = idsIn(runsDir).flatMap((id): Row[] => {
    try {
      const mark = markOf(join(runsDir, id, 'run.json'));
      const row = before.get(id);
      if (row?.[1] === mark) return [row];
      return [[id, mark, [...factsOf(readRun(join(runsDir, id)))].map(place)]];
    } catch (error) {
      if (error instanceof UserError || (error as NodeJS.ErrnoException).syscall) return [];
      throw error;
    }
  });
  const same = runs.length === known.runs.length && runs.every((row) => before.get(row[0]) === row);
  return same ? known : { pairs, runs };
}

/** Nothing where there is no such file, or one that is broken or of another version: the records say it all again. */
function read(runsDir: string): Stored {
  try {
    const found = JSON.parse(readSmall(fileIn(runsDir), MOST_BYTES)) as Stored & { version: number };
    if (found.version === VERSION && isStored(found)) return found;
  } catch {}
  return { pairs: [], runs: [] };
}

function isStored({ pairs, runs }: Stored): boolean {
  const isPair = ([key, value]: Pair) =>
    typeof key === 'string' && (value === null || typeof value !== 'object');
  const isRow = ([id, mark, places]: Row) =>
    typeof id === 'string' && typeof mark === 'string' && places.every((i) => i >= 0 && i < pairs.length);
  return pairs.every(isPair) && runs.every(isRow);
}
