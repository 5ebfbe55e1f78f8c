import { UserError } from '../../errors.js';
import { directory } from './directory.js';
import { s3 } from './s3.js';
import type { Env, Store, StoreKind } from './store.js';

/** Every kind of store. The first that a place is meant for opens it. */
export const stores: readonly StoreKind[] = [s3, directory];

/**
 * Opens what `--store` names: a folder that all machines see, or a bucket.
 *
 * @throws UserError: exit 2 for a place that is none, 4 for one that cannot be reached.
 */
export async function openStore(place: string, env: Env): Promise<Store> {
  const kind = stores.find((one) => one.means(place));
  if (kind) return kind.open(place, env);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(place)?.[1];
  const found = place === '' ? 'found nothing' : `found the scheme ${scheme}`;
  const examples = stores.map(({ example }) => example).join(', or ');
  throw new UserError({ message: `--store: expected ${examples}, ${found}` });
}
