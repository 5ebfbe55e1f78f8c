import { randomUUID } from 'node:crypto';
import { EXIT, UserError } from '../../errors.js';
import type { Store } from './store.js';

const KEY = 'dlx-store.json';

/**
 * What tells a store from every other, under whatever name a machine knows it. Made when it is asked for the first time.
 *
 * @throws UserError (exit 4) for a store that cannot say who came first: results would not be there exactly once.
 */
export async function identityOf(store: Store): Promise<string> {
  const made = JSON.stringify({ id: randomUUID() });
  const text = (await store.read(KEY)) ?? ((await store.create(KEY, made)) ? made : await store.read(KEY));
  const id = idIn(text);
  if (text === undefined || id === undefined) throw foreign(store);
  if (await store.create(KEY, JSON.stringify({ id: 'another' }))) {
    await store.replace(KEY, text);
    const message = `the store ${store.place} lets a file take the place of another though it was asked not to`;
    const hint =
      'dlx needs `If-None-Match: *`, as AWS, MinIO, Ceph and R2 have it: update the server, or use a folder';
    throw new UserError({ message, hint }, EXIT.io);
  }
  return id;
}

function idIn(text: string | undefined): string | undefined {
  try {
    const { id } = JSON.parse(text ?? '') as { id?: unknown };
    return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

const foreign = ({ place }: Store) =>
  new UserError(
    { message: `the store ${place} holds a ${KEY} that dlx has not written`, hint: 'choose another --store' },
    EXIT.io,
  );
