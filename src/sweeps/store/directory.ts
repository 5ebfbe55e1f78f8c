import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, open, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolders } from '../../disk/folders.js';
import { ioError, isSystemError } from '../../disk/io-error.js';
import { readSmall } from '../../disk/read.js';
import { UserError } from '../../errors.js';
import { MOST_TEXT_BYTES, type Store, type StoreKind } from './store.js';

/** What is not whole yet: such names are no keys. */
const BESIDE = '.dlx-';

/** A folder that all machines see, by NFS say. */
export const directory: StoreKind = {
  name: 'directory',
  example: 'a folder that all machines see',
  means: (place) => place !== '' && (/^file:/i.test(place) || !/^[a-z][a-z0-9+.-]+:/i.test(place)),
  async open(place) {
    const folder = resolve(/^file:/i.test(place) ? pathOf(place) : place);
    await withErrors('make the folder of the store', folder, async () => makeFolders(folder));
    return new DirectoryStore(folder);
  },
};

class DirectoryStore implements Store {
  constructor(readonly place: string) {}

  async put(key: string, file: string): Promise<void> {
    await this.appear(key, 'write to the store', (beside, path) => [
      () => copyFile(file, beside, constants.COPYFILE_FICLONE),
      () => rename(beside, path),
    ]);
  }

  async get(key: string, file: string): Promise<boolean> {
    const path = this.pathOf(key);
    return withErrors('read from the store', path, () =>
      found(async () => {
        await copyFile(path, file, constants.COPYFILE_FICLONE);
        return true;
      }, false),
    );
  }

  async create(key: string, text: string): Promise<boolean> {
    try {
      await this.appear(key, 'write to the store', (beside, path) => [
        () => writeFile(beside, text),
        () => appearOnce(beside, path, text),
      ]);
      return true;
    } catch (error) {
      if (!isTaken(error)) throw error;
      // An answer may have been lost on its way, as NFS does: then what stands there is this.
      return (await this.read(key)) === text;
    }
  }

  async replace(key: string, text: string): Promise<void> {
    await this.appear(key, 'write to the store', (beside, path) => [
      () => writeFile(beside, text),
      () => rename(beside, path),
    ]);
  }

  async read(key: string): Promise<string | undefined> {
    const path = this.pathOf(key);
    return withErrors('read from the store', path, () =>
      found(async () => readSmall(path, MOST_TEXT_BYTES), undefined),
    );
  }

  async list(beginning: string): Promise<readonly string[]> {
    const [, top = ''] = /^(.*)\//.exec(beginning) ?? [];
    const folder = join(this.place, ...top.split('/'));
    const names = await withErrors('list the store', folder, () =>
      found(() => readdir(folder, { recursive: true, withFileTypes: true }), []),
    );
    return names
      .filter((entry) => entry.isFile() && !entry.name.startsWith(BESIDE))
      .map((entry) => relative(this.place, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((key) => key.startsWith(beginning))
      .sort();
  }

  async remove(keys: readonly string[]): Promise<void> {
    const folders = new Set<string>();
    for (const key of keys) {
      const path = this.pathOf(key);
      await withErrors('remove from the store', path, () => rm(path, { force: true }));
      folders.add(dirname(path));
    }
    for (const folder of folders) await removeEmpty(folder, this.place);
  }

  private pathOf(key: string): string {
    return join(this.place, ...key.split('/'));
  }

  /** Writes beside, waits until that is on disk, lets it appear, and waits until its name is on disk. */
  private async appear(
    key: string,
    doing: string,
    steps: (beside: string, path: string) => readonly [() => Promise<unknown>, () => Promise<unknown>],
  ): Promise<void> {
    const path = this.pathOf(key);
    const folder = dirname(path);
    const beside = join(folder, `${BESIDE}${randomUUID()}`);
    const [write, show] = steps(beside, path);
    try {
      await withErrors(doing, path, async () => {
        makeFolders(folder);
        await write();
        await sync(beside);
        await show();
        await sync(folder);
      });
    } finally {
      await rm(beside, { force: true }).catch(() => {});
    }
  }
}

/** A link fails where the name is taken, also between machines; file systems without links know an exclusive open. */
async function appearOnce(beside: string, path: string, text: string): Promise<void> {
  try {
    await link(beside, path);
  } catch (error) {
    if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await writeFile(path, text, { flag: 'wx' });
  }
}

/** What file systems without hard links say. */
const NO_LINKS = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EXDEV']);

async function sync(path: string): Promise<void> {
  if (process.platform === 'win32' && (await stat(path)).isDirectory()) return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Up to the root of the store; a folder that somebody puts something into meanwhile stays. */
async function removeEmpty(folder: string, root: string): Promise<void> {
  for (let at = folder; at.length > root.length; at = dirname(at)) {
    try {
      await rmdir(at);
    } catch {
      return;
    }
  }
}

/** `none` where there is no such file. */
async function found<T>(work: () => Promise<T>, none: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return none;
    throw error;
  }
}

const isTaken = (error: unknown) => isSystemError(error) && error.code === 'EEXIST';

async function withErrors<T>(doing: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isTaken(error) ? error : ioError(error, doing, path, '--store');
  }
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (error) {
    throw new UserError({ message: `--store: expected a folder, found ${url}: ${(error as Error).message}` });
  }
}
