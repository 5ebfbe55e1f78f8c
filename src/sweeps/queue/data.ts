import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Redis } from 'ioredis';
import { isSystemError } from '../../disk/io-error.js';
import { EXIT, UserError } from '../../errors.js';
import { canonicalJson, parseExperiment } from '../../experiment/index.js';
import { describeData } from '../../plan.js';
import { storedRun } from '../../runs/read.js';
import type { TrialTask } from '../executor.js';
import { PREFIX } from './jobs.js';
import { shownName } from './members.js';

/** Relative paths start at the folder of the experiment file; on a machine without that folder, at the working directory. */
export function atHome(task: TrialTask): TrialTask {
  const { file, text } = task.experiment;
  if (existsSync(dirname(file))) return task;
  return { ...task, experiment: { file: join(process.cwd(), basename(file)), text } };
}

/** Why a trial cannot be trained here though it may be elsewhere: its data is not on this machine. Else undefined. */
export async function lackOfData({ experiment, overrides }: TrialTask): Promise<string | undefined> {
  const { file, text } = experiment;
  try {
    await describeData(parseExperiment(text, { file, folder: dirname(file), overrides }));
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) return undefined;
    const isOfMachine = isSystemError(error.cause) || error.exitCode === EXIT.io;
    return isOfMachine ? error.problems[0]!.message : undefined;
  }
}

const MONTH_S = 30 * 24 * 3600;

/**
 * Why what is trained here would not go with what other workers train: a run's data is not what the first run of the sweep
 * with the same `data` and `seed` had. Else undefined.
 *
 * @param folder of the run.
 */
export async function otherData(
  redis: Redis,
  { sweep }: TrialTask,
  folder: string,
  worker: string,
): Promise<string | undefined> {
  const { data_hash: hash, experiment } = storedRun(folder);
  const { data, seed } = experiment;
  const section = createHash('sha256').update(canonicalJson({ data, seed })).digest('hex');
  const key = `${PREFIX}:data:${sweep}`;
  await redis.hsetnx(key, section, `${hash} ${shownName(worker)}`);
  await redis.expire(key, MONTH_S);
  const [first, by] = ((await redis.hget(key, section)) ?? hash).split(' ');
  if (first === hash) return undefined;
  return `its data is not that of ${by}, which trained first: sha256 ${hash.slice(0, 8)}, expected ${first!.slice(0, 8)}`;
}
