import { UserError } from '../../errors.js';
import type { Env } from './store.js';

/** Where a bucket is, and who asks. */
export interface S3Address {
  /** With the bucket as its path. */
  readonly endpoint: string;
  readonly region: string;
  /** Before every key: empty, or with a slash at its end. */
  readonly prefix: string;
  /** As shown to users. */
  readonly place: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const EXAMPLE = 's3://bucket/prefix?endpoint=https://host&region=us-east-1';

/**
 * Reads `s3://bucket/prefix?endpoint=...&region=...`. What the address does not say stands in the environment, under the
 * names that the tools of AWS read: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL_S3.
 *
 * @throws UserError for an address that is none, or without credentials; it does not show what is secret.
 */
export function s3AddressOf(place: string, env: Env): S3Address {
  const url = parsed(place);
  const unknown = [...url.searchParams.keys()].find((name) => name !== 'endpoint' && name !== 'region');
  if (unknown !== undefined) throw refused(`found the option ${unknown}`);
  if (url.username || url.password) {
    throw refused('found credentials in it', 'they belong into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  }
  const bucket = url.hostname;
  if (!/^[a-z0-9][a-z0-9.-]{1,62}$/.test(bucket)) throw refused(`found the bucket ${bucket || '(none)'}`);
  const region = url.searchParams.get('region') || env.AWS_REGION || env.AWS_DEFAULT_REGION || 'us-east-1';
  const server = serverOf(
    url.searchParams.get('endpoint') ||
      env.AWS_ENDPOINT_URL_S3 ||
      env.AWS_ENDPOINT_URL ||
      `https://s3.${region}.amazonaws.com`,
  );
  const path = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '');
  return {
    endpoint: `${server}/${bucket}`,
    region,
    prefix: path === '' ? '' : `${path}/`,
    place: `s3://${bucket}${path && `/${path}`} at ${server}`,
    ...credentialsIn(env),
  };
}

function parsed(place: string): URL {
  try {
    return new URL(place);
  } catch {
    throw refused('found an address that is none');
  }
}

/** Without a slash at its end. */
function serverOf(text: string): string {
  try {
    const { protocol, origin, pathname, username } = new URL(text);
    if (/^https?:$/.test(protocol) && username === '') return origin + pathname.replace(/\/+$/, '');
  } catch {}
  throw refused('found an endpoint that is no address with http:// or https://');
}

function credentialsIn(env: Env): Pick<S3Address, 'accessKeyId' | 'secretAccessKey'> {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (env.AWS_SESSION_TOKEN) {
    const message = '--store: found AWS_SESSION_TOKEN, expected a pair of keys that lasts';
    throw new UserError({ message, hint: 'unset it, and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY' });
  }
  if (accessKeyId && secretAccessKey) return { accessKeyId, secretAccessKey };
  const lacking = accessKeyId ? 'AWS_SECRET_ACCESS_KEY' : 'AWS_ACCESS_KEY_ID';
  const message = `--store: expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, found no ${lacking}`;
  throw new UserError({ message });
}

const refused = (found: string, hint?: string) =>
  new UserError({ message: `--store: expected ${EXAMPLE}, ${found}`, ...(hint && { hint }) });
