import { DamagedFile, type Stored } from './format.js';
import { fromJson } from './numbers.js';
import type { Checkpoint, Copy, TrainState } from './state.js';

/** Of the layout of the metadata. Raised when a reader of the old one would misread the new one. */
export const FORMAT_VERSION = '1';

/** Everything of a checkpoint but its arrays. */
export type Notes = Omit<Checkpoint, 'state'> & {
  readonly slots: readonly string[];
  readonly state: Omit<TrainState, 'weights' | 'slots' | 'sums' | 'kept' | 'best'> & {
    readonly sumsRows: number;
    readonly kept?: Omit<Copy, 'flat'>;
    readonly best?: Omit<NonNullable<TrainState['best']>, 'flat'>;
  };
};

/** First entries of the metadata. `holds`: `checkpoint`, or `weights` alone. */
export function head(holds: string): Map<string, string> {
  return new Map([
    ['format', `dlx ${holds}`],
    ['version', FORMAT_VERSION],
  ]);
}

/**
 * The text of a checkpoint. A sum that agrees says that the file is as it was written, not who wrote it: so what is
 * read later is looked at here.
 *
 * @throws DamagedFile where it is none, or one of another version.
 */
export function notesOf({ metadata }: Stored): Notes {
  if (metadata.get('format') !== 'dlx checkpoint') throw new DamagedFile('is no checkpoint of dlx');
  const version = metadata.get('version');
  if (version !== FORMAT_VERSION) {
    throw new DamagedFile(`has version ${version}, this dlx reads version ${FORMAT_VERSION}`);
  }
  let notes: unknown;
  try {
    notes = fromJson(metadata.get('state') ?? '');
  } catch {
    throw new DamagedFile('has a state that is not JSON');
  }
  if (!isNotes(notes)) throw new DamagedFile('has a state that lacks what training needs');
  return notes;
}

type Unknown = { readonly [key: string]: unknown };

const isMap = (value: unknown): value is Unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const isNumber = (value: unknown) => typeof value === 'number';
const isText = (value: unknown) => typeof value === 'string';
const isList = (value: unknown, item: (one: unknown) => boolean) => Array.isArray(value) && value.every(item);
const hasAll = (value: Unknown, keys: string, test: (one: unknown) => boolean) =>
  keys.split(' ').every((key) => test(value[key]));

function isNotes(value: unknown): value is Notes {
  if (!isMap(value) || !isMap(value.fingerprint) || !isMap(value.state)) return false;
  const { fingerprint, state } = value;
  return (
    isNumber(value.seconds) &&
    isList(value.slots, isText) &&
    hasAll(fingerprint, 'experiment data engine', isText) &&
    isNumber(fingerprint.threads) &&
    isMap(fingerprint.versions) &&
    hasAll(state, 'epoch rows step sumsRows', isCount) &&
    (state.skipped === undefined ||
      (isMap(state.skipped) && hasAll(state.skipped, 'total epoch', isCount))) &&
    isNumber(state.epochSeconds) &&
    isList(state.watchers, isMemory) &&
    isList(state.history, isEpoch) &&
    (state.history as unknown[]).length === state.epoch &&
    (state.learningRate === undefined || isNumber(state.learningRate)) &&
    (state.stopReason === undefined || isText(state.stopReason)) &&
    (state.kept === undefined || (isMap(state.kept) && isCount(state.kept.epoch))) &&
    (state.best === undefined || isBest(state.best))
  );
}

/** What a callback remembers: numbers by name, or nothing. */
function isMemory(value: unknown): boolean {
  return value === null || (isMap(value) && Object.values(value).every(isNumber));
}

function isBest(best: unknown): boolean {
  return isMap(best) && isCount(best.epoch) && isText(best.monitor) && isNumber(best.value);
}

function isEpoch(row: unknown): boolean {
  return (
    isMap(row) &&
    hasAll(row, 'epoch step', isCount) &&
    hasAll(row, 'learningRate seconds', isNumber) &&
    isText(row.weightsHash) &&
    isMap(row.logs) &&
    Object.values(row.logs).every(isNumber)
  );
}
