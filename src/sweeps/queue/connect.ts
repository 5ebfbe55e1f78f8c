import type { Redis } from 'ioredis';
import { EXIT, UserError } from '../../errors.js';
import type { QueueAddress } from './address.js';

/** A Redis that is there answers sooner, on the other side of the world too. */
const PATIENCE_MS = 5000;
const LONGEST_WAIT_MS = 2000;
/** The oldest that BullMQ recommends. */
const OLDEST = [6, 2];

/**
 * Connects to Redis. One that cannot be reached at the start is an error; one that goes away later is waited for, as long
 * as it takes. `note` hears of that, and of what will lose jobs.
 *
 * @throws UserError (exit 4) for a Redis that does not answer or does not let us in, and one that is too old.
 */
export async function connect(address: QueueAddress, note: (sentence: string) => void): Promise<Redis> {
  const { url, place } = address;
  const Redis = await redisClass();
  let isUp = false;
  let problem: Error | undefined;
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (isUp ? Math.min(100 * times, LONGEST_WAIT_MS) : null),
  });
  redis.on('error', (error) => {
    problem = error;
  });
  try {
    await inTime(redis.connect().then(() => redis.ping()));
    for (const sentence of await checked(redis, place)) note(sentence);
  } catch (error) {
    redis.disconnect();
    throw error instanceof UserError ? error : unreachable(place, told(problem, error as Error));
  }
  isUp = true;
  redis.on('close', () => {
    if (isUp) note(`the connection to ${place} is lost: trying again until it is back`);
    isUp = false;
  });
  redis.on('ready', () => {
    if (!isUp) note(`connected to ${place} again`);
    isUp = true;
  });
  redis.options.retryStrategy = (times) => Math.min(100 * times, LONGEST_WAIT_MS);
  return redis;
}

/** Closes a connection, which is no loss. */
export function hangUp(redis: Redis): void {
  redis.removeAllListeners('close');
  redis.disconnect();
}

/** A package that is no ES module has no names in a bundle. */
async function redisClass(): Promise<typeof Redis> {
  return ((await import('ioredis')) as unknown as { readonly default: typeof Redis }).default;
}

/** What a client says last is that it is closed; why was said before. */
const told = (problem: Error | undefined, last: Error): Error =>
  problem && /^Connection is closed/.test(last.message) ? problem : last;

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** What will lose jobs. */
async function checked(redis: Redis, place: string): Promise<string[]> {
  const info = await redis.info().catch(() => '');
  const field = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim();
  const version = field('redis_version');
  const [major = 0, minor = 0] = version?.split('.').map(Number) ?? OLDEST;
  if (major < OLDEST[0]! || (major === OLDEST[0]! && minor < OLDEST[1]!)) {
    const message = `${place} is Redis ${version}, expected ${OLDEST.join('.')} or newer`;
    throw new UserError({ message, hint: 'update Redis, or use Valkey' }, EXIT.io);
  }
  const notes: string[] = [];
  const policy = field('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    notes.push(`${place} may throw jobs away: its maxmemory-policy is ${policy}, expected noeviction`);
  }
  if (field('aof_enabled') === '0') {
    notes.push(`${place} forgets jobs when it is restarted: it has no append-only file (appendonly yes)`);
  }
  return notes;
}

function unreachable(place: string, error: Error): UserError {
  const { code, message } = error as NodeJS.ErrnoException;
  const isOther = /Unknown RESP type|Protocol error/.test(message);
  const why = isOther ? 'what answers there is no Redis' : (code ?? message);
  return new UserError(
    { message: `cannot use the queue at ${place}: ${why}`, hint: hintFor(why, place) },
    EXIT.io,
    error,
  );
}

function hintFor(why: string, place: string): string {
  if (/WRONGPASS|NOAUTH|NOPERM/.test(why)) {
    return 'look at user and password: redis://user:password@host:6379, best in DLX_QUEUE, which no list of processes shows';
  }
  if (/CERT|SELF_SIGNED|ISSUER|ALTNAME/i.test(why)) {
    return 'the certificate is not one that Node trusts: NODE_EXTRA_CA_CERTS names a file with that of its authority';
  }
  const isSilent = /^rediss:/.test(place) && /no answer/.test(why);
  if (isSilent || /SSL|TLS|EPROTO|ECONNRESET|wrong version/i.test(why)) {
    return 'rediss:// is Redis with TLS, redis:// without: look which of them it speaks';
  }
  return 'look whether Redis runs there and is reached from here: redis-cli -u ADDRESS ping';
}
