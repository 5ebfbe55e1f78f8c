import { hostname } from 'node:os';
import type { Redis } from 'ioredis';
import { PREFIX, QUEUE } from './jobs.js';

/** A process that is connected to a queue, as its connections are named. */
export interface Member {
  /** Of its queue: tells versions apart. */
  readonly queue: string;
  /** Trains; else it sweeps. */
  readonly isWorker: boolean;
  readonly name: string;
  /** Trials that it trains at a time. */
  readonly slots: number;
}

/** The name of a worker of this process. */
export function workerName(slots: number): string {
  return `${hostname().replace(/[^\w.-]/g, '-')}.${process.pid}.${slots}`;
}

/** Without its slots: what is shown. */
export const shownName = (name: string) => name.replace(/\.\d+$/, '');

/** Who is connected, to queues of all versions. Undefined where a Redis does not tell. */
export async function membersOf(redis: Redis): Promise<readonly Member[] | undefined> {
  try {
    return membersIn(String(await redis.client('LIST')));
  } catch {
    return undefined;
  }
}

/** BullMQ names connections `<prefix>:<name of the queue in base64>:w:<name of the worker>`, `...:qe` those that listen. */
export function membersIn(list: string): readonly Member[] {
  return list.split('\n').flatMap((line): Member[] => {
    const [, encoded, rest] = new RegExp(` name=${PREFIX}:([A-Za-z0-9+/=]+):(w:\\S+|qe) `).exec(line) ?? [];
    if (encoded === undefined) return [];
    const queue = Buffer.from(encoded, 'base64').toString();
    const name = rest!.replace(/^(w:|qe$)/, '');
    const slots = Number(/\.(\d+)$/.exec(name)?.[1] ?? 1);
    return [{ queue, isWorker: rest !== 'qe', name, slots }];
  });
}

/** Versions of dlx, other than this, of which there are members. */
export function otherVersions(members: readonly Member[], isWorker: boolean): readonly string[] {
  const others = members.filter((one) => one.isWorker === isWorker && one.queue !== QUEUE);
  return [...new Set(others.map(({ queue }) => queue.replace(/^trials-/, '')))].sort();
}
