import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../disk/atomic.js';
import { makeFolders } from '../../disk/folders.js';
import { ioError } from '../../disk/io-error.js';
import { EXIT, UserError } from '../../errors.js';
import { removeRun } from '../../runs/remove.js';
import { type Attempt, type Manifest, pausedKey, resultKey } from './manifest.js';
import { digest, readManifest, someAtATime } from './publish.js';
import type { Store } from './store.js';

/** How an attempt ended; undefined for one that has not. */
export const findResult = (store: Store, of: Attempt): Promise<Manifest | undefined> =>
  readManifest(store, resultKey(of));

/** The newest that was published of a run, by its trial; undefined where nothing was. */
export async function findRunOf(
  store: Store,
  { sweep, number }: Pick<Attempt, 'sweep' | 'number'>,
  run: string,
): Promise<Manifest | undefined> {
  const keys = await store.list(`${sweep}/${number}/`);
  const attempts = keys.flatMap((key) => /\/(\d+)\/(?:result|paused)\.json$/.exec(key)?.[1] ?? []);
  const newest = [...new Set(attempts.map(Number))].sort((a, b) => b - a);
  for (const attempt of newest) {
    const of = { sweep, number, attempt };
    const found = (await readManifest(store, resultKey(of))) ?? (await readManifest(store, pausedKey(of)));
    if (found?.end.run === run) return found;
  }
  return undefined;
}

/**
 * Brings the newest state of a run, whichever attempt has published it.
 *
 * @returns whether there was one. Throws as `fetchRun`.
 */
export async function bringRun(
  store: Store,
  of: Pick<Attempt, 'sweep' | 'number'>,
  run: string,
  runsDir: string,
): Promise<boolean> {
  for (let more = 2; ; more--) {
    const manifest = await findRunOf(store, of, run);
    if (!manifest) return false;
    try {
      await fetchRun(store, manifest, runsDir);
      return true;
    } catch (error) {
      // A newer state may have taken its place meanwhile.
      if (more === 0) throw error;
    }
  }
}

/**
 * Brings a run that was published into a folder of runs, whole or not at all and in the place of an older state of it.
 *
 * @returns its folder; undefined for an attempt that came to no run.
 * @throws UserError: exit 4 where a file is not what was published, and where store or disk do not do their part; 5 where
 *   a process writes to the run that is there.
 */
export async function fetchRun(
  store: Store,
  manifest: Manifest,
  runsDir: string,
): Promise<string | undefined> {
  const { end, files } = manifest;
  if (end.run === null) return undefined;
  const target = join(runsDir, end.run);
  const beside = join(runsDir, `.new-${randomUUID()}`);
  try {
    makeFolders(beside);
    await someAtATime(files, (file) => download(store, manifest, file, beside));
    if (existsSync(target)) removeRun(target);
    await rename(beside, target);
    syncFolder(runsDir);
  } catch (error) {
    throw ioError(error, 'bring a run from the store', target);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return target;
}

async function download(
  store: Store,
  { folder }: Manifest,
  { path, bytes, sha256 }: Manifest['files'][number],
  into: string,
): Promise<void> {
  const file = join(into, ...path.split('/'));
  makeFolders(dirname(file));
  const key = `${folder}/${path}`;
  const there = await store.get(key, file);
  const found = there ? await digest(file) : undefined;
  if (found?.bytes === bytes && found.sha256 === sha256) return;
  const message = `${store.place}: ${key} is ${there ? 'not what was published' : 'gone'}`;
  const hint =
    'files of a store are written by dlx alone: the trial can be trained again with --retry-failed';
  throw new UserError({ message, hint }, EXIT.io);
}
