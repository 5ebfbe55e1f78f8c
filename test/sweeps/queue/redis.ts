import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll } from 'vitest';
// @ts-expect-error: plain JavaScript
import { ensure } from '../../../scripts/debian.mjs';
import { temporaryFolder } from '../../runs/temporary.js';

/** Whether there is a redis-server; says so on stderr where there is none. */
export const isThere: boolean = ensure(['redis-server']).length === 0;

const running = new Set<RedisServer>();
afterAll(async () => {
  await Promise.all([...running].map((one) => one.stop()));
});

/** A real Redis, with an append-only file in a folder of its own. */
export class RedisServer {
  readonly folder = temporaryFolder();
  private child: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly options: readonly string[],
  ) {}

  static async start(...options: string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), options);
    running.add(server);
    await server.start();
    return server;
  }

  get address(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const own = ['--bind', '127.0.0.1', '--dir', this.folder, '--save', '', '--appendonly', 'yes'];
    const port = this.options.includes('--tls-port') ? [] : ['--port', String(this.port)];
    const words = [...port, ...own, '--appendfsync', 'always', ...this.options];
    const given = words.map((word) => (word === 'PORT' ? String(this.port) : word));
    this.child = spawn('redis-server', given, { stdio: ['ignore', 'pipe', 'ignore'] });
    let said = '';
    const ended = once(this.child, 'exit');
    for await (const text of this.child.stdout!) {
      said += text;
      if (/Ready to accept connections/.test(said)) break;
    }
    if (!/Ready to accept/.test(said)) throw new Error(`redis-server: ${said} ${await ended}`);
    this.child.stdout!.resume();
  }

  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    running.delete(this);
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }

  /** kill -9 and a start with what is on disk. */
  async restart(): Promise<void> {
    await this.stop();
    running.add(this);
    await sleep(200);
    await this.start();
  }

  client(): Redis {
    const redis = new Redis(this.port, '127.0.0.1', { retryStrategy: () => null });
    redis.on('error', () => {});
    return redis;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
