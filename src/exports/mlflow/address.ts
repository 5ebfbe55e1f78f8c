import { fileURLToPath } from 'node:url';
import { UserError } from '../../errors.js';

type Env = { readonly [name: string]: string | undefined };

/** Where MLflow is: a folder, or a server. */
export type Address =
  | { readonly folder: string }
  | {
      /** Without a slash at its end, and without what must not be shown. */
      readonly server: string;
      /** Value of the header Authorization. */
      readonly authorization?: string;
    };

/**
 * Reads `--mlflow`. Who asks is said by the address (`https://user:password@host`) or by MLFLOW_TRACKING_USERNAME and
 * MLFLOW_TRACKING_PASSWORD, else by MLFLOW_TRACKING_TOKEN, as MLflow's own client does.
 *
 * @throws UserError for what is neither a folder nor an address; it does not show what is secret.
 */
export function addressOf(place: string, env: Env): Address {
  if (place === '') throw refused('found nothing');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(place)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') return serverAt(place, env);
  if (/^file:/i.test(place)) return { folder: folderAt(place) };
  if (scheme !== undefined && place.startsWith('//', scheme.length + 1)) {
    const hint = 'start `mlflow server --backend-store-uri ...` on it, and give the address of that';
    throw refused(`found the scheme ${scheme}`, hint);
  }
  if (/^[\w.-]+:\d+(\/|$)/.test(place)) throw refused(`found ${place}`, `did you mean http://${place}?`);
  return { folder: place };
}

function serverAt(place: string, env: Env): Address {
  const { url, name, secret } = parsed(place);
  const authorization = authorizationOf(name, secret, env);
  const server = url.origin + url.pathname.replace(/\/+$/, '');
  return { server, ...(authorization !== undefined && { authorization }) };
}

function parsed(place: string) {
  try {
    const url = new URL(place);
    return { url, name: decodeURIComponent(url.username), secret: decodeURIComponent(url.password) };
  } catch {
    // Not shown: a password may be in it.
    throw refused('found an address that is none');
  }
}

function authorizationOf(name: string, secret: string, env: Env): string | undefined {
  const user = name || env.MLFLOW_TRACKING_USERNAME;
  const password = secret || env.MLFLOW_TRACKING_PASSWORD;
  if (user && password) return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const token = env.MLFLOW_TRACKING_TOKEN?.trim();
  if (!token) return undefined;
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new UserError({ message: 'MLFLOW_TRACKING_TOKEN holds characters that no token has' });
  }
  return `Bearer ${token}`;
}

function folderAt(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (error) {
    throw refused(`found ${url}: ${(error as Error).message}`);
  }
}

const refused = (found: string, hint = '--mlflow mlruns, or --mlflow http://localhost:5000') =>
  new UserError({
    message: `--mlflow: expected a folder or an address with http:// or https://, ${found}`,
    hint,
  });
