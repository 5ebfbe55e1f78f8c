import { EXIT, UserError } from '../../errors.js';
import { SPLITS } from '../../runs/record.js';
import {
  having,
  isMap,
  isNumber,
  isText,
  isValue,
  listOf,
  mapOf,
  orNull,
  type Test,
} from '../../runs/value-tests.js';
import type { TrialEnd, TrialTask } from '../executor.js';

/** Version of the layout of a store. */
export const STORE_VERSION = 1;

/** What was published of a trial: an attempt's end, and every file of its run. */
export interface Manifest {
  readonly schema_version: typeof STORE_VERSION;
  /** Of this publication: no other has it. */
  readonly token: string;
  readonly sweep: string;
  readonly number: number;
  readonly attempt: number;
  readonly end: TrialEnd;
  /** Key that those of the files begin with. */
  readonly folder: string;
  readonly files: readonly {
    /** In the folder of the run, with forward slashes. */
    readonly path: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
}

/** Which attempt of which trial of which sweep. */
export type Attempt = Pick<TrialTask, 'sweep' | 'number' | 'attempt'>;

/** Where what was published of an attempt stands. */
export const attemptKey = ({ sweep, number, attempt }: Attempt) => `${sweep}/${number}/${attempt}/`;
/** Its end; made once. */
export const resultKey = (of: Attempt) => `${attemptKey(of)}result.json`;
/** Where it was interrupted; replaced whenever it is again. */
export const pausedKey = (of: Attempt) => `${attemptKey(of)}paused.json`;

const ENDS: readonly TrialEnd['status'][] = ['completed', 'stopped', 'failed', 'interrupted'];

/** A path below a folder: it comes from elsewhere, and must not lead out of it. */
const isSafe: Test = (value) =>
  isText(value) &&
  !/[\0\\]/.test(value as string) &&
  (value as string).split('/').every((part) => part !== '' && part !== '.' && part !== '..');

/** Whether something is fit to be the id of a run: it becomes the name of a folder. */
export const isRunId: Test = (value) =>
  isText(value) && /^(?!\.+$)[\p{L}\p{N}\p{M}._-]{1,255}$/u.test(value as string);

const isSplits: Test = (value) =>
  isMap(value) &&
  Object.keys(value).every((key) => (SPLITS as readonly string[]).includes(key)) &&
  mapOf(mapOf(isValue))(value);

/** Whether something is the end of a trial: it may come from any machine. */
export const isTrialEnd: Test = having({
  status: (value) => ENDS.some((one) => one === value),
  run: orNull(isRunId),
  data_hash: orNull(isText),
  epochs: isNumber,
  final: isSplits,
  seconds: isValue,
  error: orNull(having({ message: isText, exit_code: isNumber })),
});

const isManifest = having({
  schema_version: (value) => value === STORE_VERSION,
  token: isText,
  sweep: isSafe,
  number: isNumber,
  attempt: isNumber,
  end: isTrialEnd,
  folder: isSafe,
  files: listOf(having({ path: isSafe, bytes: isNumber, sha256: isText })),
});

/** @throws UserError (exit 4) for a text that dlx did not write. */
export function parseManifest(text: string, place: string, key: string): Manifest {
  try {
    const value: unknown = JSON.parse(text);
    if (isManifest(value)) return value as Manifest;
  } catch {}
  const message = `${place}: ${key} is not what dlx of this version publishes of a trial`;
  const hint = 'it was changed or damaged, or written by another version of dlx: choose another --store';
  throw new UserError({ message, hint }, EXIT.io);
}
