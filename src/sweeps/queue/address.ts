import { UserError } from '../../errors.js';

/** Where a Redis is. */
export interface QueueAddress {
  /** As given, with what is secret in it: never shown. */
  readonly url: string;
  /** As shown to users. */
  readonly place: string;
}

const EXAMPLE = 'redis://localhost:6379, or rediss://:password@host:6379 with TLS';

/** @throws UserError for an address that is none; it does not show what is secret. */
export function queueAddressOf(text: string): QueueAddress {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    const near = /^[\w.-]+(:\d+)?$/.test(text) ? `did you mean redis://${text}?` : undefined;
    throw refused(text === '' ? 'found nothing' : 'found an address that is none', near);
  }
  const { protocol, hostname, port, pathname } = url;
  if (/^[\w.-]+:\d+$/.test(text)) throw refused(`found ${text}`, `did you mean redis://${text}?`);
  if (protocol !== 'redis:' && protocol !== 'rediss:') {
    throw refused(`found the scheme ${protocol.slice(0, -1)}`);
  }
  if (hostname === '') throw refused('found no host in it');
  const database = pathname.replace(/^\/+/, '');
  if (!/^\d*$/.test(database)) throw refused(`found ${pathname}, which is no number of a database`);
  const place = `${protocol}//${hostname}:${port || 6379}${database && `/${database}`}`;
  return { url: text, place };
}

const refused = (found: string, hint?: string) =>
  new UserError({ message: `--queue: expected ${EXAMPLE}, ${found}`, ...(hint && { hint }) });
