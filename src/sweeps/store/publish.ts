import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { LOCK } from '../../disk/lock.js';
import { filesOf } from '../../runs/files.js';
import type { TrialEnd } from '../executor.js';
import {
  type Attempt,
  attemptKey,
  type Manifest,
  parseManifest,
  pausedKey,
  resultKey,
  STORE_VERSION,
} from './manifest.js';
import type { Store } from './store.js';

/**
 * Publishes what came of an attempt, with all files of its run: readers see all of it or nothing. Of several machines that
 * end the same attempt the first one wins. An attempt that was interrupted is published too, to go on elsewhere; the next
 * such time takes its place.
 *
 * @param folder of the run; nobody writes to it meanwhile. Undefined where it came to no run.
 * @returns the end that counts: that of the first.
 * @throws UserError (exit 4) where store or disk do not do their part.
 */
export async function publish(store: Store, of: Attempt, end: TrialEnd, folder?: string): Promise<TrialEnd> {
  const token = randomUUID();
  const place = `${attemptKey(of)}${token}`;
  const files = folder === undefined ? [] : await upload(store, folder, place);
  const manifest: Manifest = {
    schema_version: STORE_VERSION,
    token,
    sweep: of.sweep,
    number: of.number,
    attempt: of.attempt,
    end,
    folder: place,
    files,
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const before = await readManifest(store, pausedKey(of));
  if (end.status === 'interrupted') {
    await store.replace(pausedKey(of), text);
    if (before) await removeFiles(store, before);
    return end;
  }
  if (!(await store.create(resultKey(of), text))) {
    const first = await readManifest(store, resultKey(of));
    if (first && first.token !== token) {
      await removeFiles(store, manifest);
      return first.end;
    }
  }
  if (before) {
    await store.remove([pausedKey(of)]);
    await removeFiles(store, before);
  }
  return end;
}

/** What stands at a key; undefined where nothing does. */
export async function readManifest(store: Store, key: string): Promise<Manifest | undefined> {
  const text = await store.read(key);
  return text === undefined ? undefined : parseManifest(text, store.place, key);
}

async function upload(store: Store, folder: string, place: string): Promise<Manifest['files']> {
  const paths = filesOf(folder).flatMap(({ path }) => (isPassing(path) ? [] : [path]));
  return someAtATime(paths, async (path) => {
    const file = join(folder, path);
    const { bytes, sha256 } = await digest(file);
    await store.put(`${place}/${path}`, file);
    return { path, bytes, sha256 };
  });
}

/** Files that are on their way at a time. */
const AT_A_TIME = 4;

/** Does work for every item, for a few of them at a time, and returns what came of it in their order. */
export async function someAtATime<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < items.length; from += AT_A_TIME) {
    done.push(...(await Promise.all(items.slice(from, from + AT_A_TIME).map(work))));
  }
  return done;
}

/** Locks, and what a writer that was killed has left behind. */
const isPassing = (path: string) => path === LOCK || path.startsWith(`${LOCK}.`) || /(^|\/)\./.test(path);

/** Size and sha256 (hex) of a file, read in pieces. */
export async function digest(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(createReadStream(file), async (pieces) => {
    for await (const piece of pieces as AsyncIterable<Buffer>) {
      bytes += piece.length;
      hash.update(piece);
    }
  });
  return { bytes, sha256: hash.digest('hex') };
}

const removeFiles = (store: Store, { folder, files }: Manifest) =>
  store.remove(files.map(({ path }) => `${folder}/${path}`));
