import { join, resolve } from 'node:path';
import { engines } from '../engines/index.js';
import { UserError } from '../errors.js';
import { asMap } from '../experiment/jsonschema.js';
import type { Resumption, RunRecord, StoredRun } from '../runs/index.js';

/** What of a run can be trained again, and how. */
export interface Span {
  /** How many of the run's epochs, from the first one on. */
  readonly epochs: number;
  /** To be added to the record's own, or in their place. */
  readonly overrides: readonly string[];
  /** All that the run did, its last evaluation included. */
  readonly whole: boolean;
  /** The record as it was when these epochs were trained. */
  readonly record: RunRecord;
  /** The run was forced to go on otherwise behind them. */
  readonly cut: boolean;
  readonly notes: readonly string[];
}

/**
 * A run that was resumed has the numbers of one that never was, but where `--force` made it go on otherwise: what comes
 * after that is no run that could be repeated.
 *
 * @param finished epochs that ended.
 * @param asked how many of them to replay at most.
 * @throws UserError (exit 2) where there is none.
 */
export function spanOf({ folder, record }: StoredRun, finished: number, asked = Infinity): Span {
  if (finished === 0) {
    const message = 'no epoch of the run ended, expected one or more to replay';
    throw new UserError({ file: folder, message, hint: `go on with it first: dlx resume ${record.id}` });
  }
  const resumed = record.resumed ?? [];
  // Where it began anew, nothing is left of what was before.
  const anew = resumed.findLastIndex(({ checkpoint }) => checkpoint === null);
  const at = resumed.findIndex(({ forced }, i) => i > anew && forced.length > 0);
  const cut = resumed[at];
  if (cut?.epoch === 0) {
    const message = `every epoch was trained after the run had been forced to go on otherwise (${cut.forced.join('; ')})`;
    throw new UserError({ file: folder, message: `${message}: no run could repeat that` });
  }
  const then = cut ? before(record, resumed.slice(at)) : record;
  const epochs = Math.min(finished, asked, cut?.epoch ?? Infinity);
  const whole = record.status === 'completed' && !cut && epochs === finished;
  return {
    epochs,
    whole,
    record: then,
    cut: cut !== undefined,
    overrides: [
      'training.checkpoint=false',
      ...(whole ? [] : [`training.epochs=${epochs}`]),
      ...threadsOf(then),
      ...weightsOf(then, folder),
    ],
    notes: cut && finished > cut.epoch ? [unrepeatable(cut)] : [],
  };
}

const unrepeatable = ({ epoch, forced }: Resumption) =>
  `epochs after ${epoch} are not compared: the run was forced to go on otherwise (${forced.join('; ')})`;

/** A record as it was before some resumptions, the first of which was forced. */
function before(record: RunRecord, resumed: readonly Resumption[]): RunRecord {
  const added = new Set(resumed.flatMap(({ overrides }) => overrides));
  const first = record.overrides.findIndex((one) => added.has(one));
  const forced = (key: string) =>
    resumed[0]!.forced.flatMap((text) => (text.startsWith(`${key}: `) ? text.slice(key.length + 2) : []));
  const [threads] = forced('engine threads').map((text) => Number.parseInt(text, 10));
  const [engine] = forced('engine').map((text) => text.split(' -> ')[0]!);
  return {
    ...record,
    overrides: first < 0 ? record.overrides : record.overrides.slice(0, first),
    threads: threads ?? record.threads,
    engine: engine ?? record.engine,
  };
}

/** As many threads as it had, where its experiment leaves them to the machine. */
function threadsOf({ experiment, engine, threads }: RunRecord): string[] {
  const options = experiment.engine === engine ? {} : asMap(asMap(experiment.engine)?.[engine]);
  const part = engines.find(({ name }) => name === engine);
  const open = options !== undefined && options.threads === undefined;
  return open && part && 'threads' in part.options.properties ? [`engine.${engine}.threads=${threads}`] : [];
}

/** The weights that it began with: `last` is another run by now. */
function weightsOf({ initial_weights: weights }: RunRecord, folder: string): string[] {
  if (typeof weights?.from !== 'string') return [];
  const { from } = weights;
  const path = /[\\/]/.test(from) ? from : join(resolve(folder), '..', from);
  return [`initial_weights=${JSON.stringify(path)}`];
}
