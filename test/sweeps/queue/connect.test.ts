import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { queueAddressOf } from '../../../src/sweeps/queue/address.js';
import { connect, hangUp } from '../../../src/sweeps/queue/connect.js';
import { membersIn, otherVersions } from '../../../src/sweeps/queue/members.js';
import { cleanEnv } from '../../commands/package.js';
import { makeProgram } from '../../faults/program.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { freePort, isThere, RedisServer } from './redis.js';

describe('the address', () => {
  test.each([
    ['redis://localhost', 'redis://localhost:6379'],
    ['redis://host:7000/2', 'redis://host:7000/2'],
    ['rediss://me:very-secret@host:7000', 'rediss://host:7000'],
    ['redis://:very-secret@[::1]:7000?family=6', 'redis://[::1]:7000'],
  ])('%s is shown as %s', (text, place) => {
    expect(queueAddressOf(text)).toEqual({ url: text, place });
  });

  test.each([
    ['', /found nothing/],
    ['localhost', /an address that is none\n {2}hint: did you mean redis:\/\/localhost\?/],
    ['localhost:6379', /found localhost:6379\n {2}hint: did you mean redis:\/\/localhost:6379\?/],
    ['http://me:very-secret@host', /found the scheme http/],
    ['redis://', /found no host|address that is none/],
    ['redis://host/one', /found \/one, which is no number of a database/],
    ['redis://me:very-secret@host:port', /an address that is none/],
  ])('%s is refused', (text, message) => {
    expect(() => queueAddressOf(text)).toThrow(message);
    expect(() => queueAddressOf(text)).not.toThrow(/very-secret/);
  });
});

const said = async (address: string): Promise<string> => {
  const notes: string[] = [];
  try {
    const redis = await connect(queueAddressOf(address), (sentence) => notes.push(sentence));
    hangUp(redis);
    return notes.join('\n');
  } catch (error) {
    expect(error).toMatchObject({ exitCode: 4 });
    expect((error as Error).message).not.toMatch(/very-secret|wrong-one/);
    return (error as Error).message;
  }
};

describe('what answers', () => {
  test('nobody', async () => {
    expect(await said(`redis://127.0.0.1:${await freePort()}`)).toMatch(
      /^cannot use the queue at redis:\/\/127\.0\.0\.1:\d+: ECONNREFUSED\n {2}hint: look whether Redis runs there/,
    );
  });

  test('something else', async () => {
    const server = createServer((_from, to) => to.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await said(`redis://127.0.0.1:${port}`)).toMatch(/no Redis|ECONNRESET|closed/);
    server.close();
  });
});

describe.skipIf(!isThere)('a Redis', () => {
  const started: RedisServer[] = [];
  const start = async (...options: string[]) => {
    const server = await RedisServer.start(...options);
    started.push(server);
    return server;
  };
  afterAll(() => Promise.all(started.map((one) => one.stop())));

  test('with a password', async () => {
    const { port } = await start('--requirepass', 'very-secret');
    expect(await said(`redis://:very-secret@127.0.0.1:${port}`)).toBe('');
    expect(await said(`redis://:wrong-one@127.0.0.1:${port}`)).toMatch(
      /WRONGPASS.*\n {2}hint: look at user and password/,
    );
    expect(await said(`redis://127.0.0.1:${port}`)).toMatch(/NOAUTH.*\n {2}hint: look at user and password/);
    expect(await said(`redis://me:very-secret@127.0.0.1:${port}`)).toMatch(/WRONGPASS/);
  });

  test('that loses jobs', async () => {
    const { address } = await start('--appendonly', 'no', '--maxmemory-policy', 'allkeys-lru');
    expect(await said(address)).toMatch(
      /its maxmemory-policy is allkeys-lru, expected noeviction\n.*no append-only file/,
    );
  });

  test('with TLS: a certificate that Node does not trust, one that it does, and none; the command', async () => {
    const { folder, port } = await tls(start);
    expect(await said(`rediss://127.0.0.1:${port}`)).toMatch(
      /SELF_SIGNED.*\n {2}hint: .*NODE_EXTRA_CA_CERTS/,
    );
    expect(await said(`redis://127.0.0.1:${port}`)).toMatch(/^cannot use the queue/);
    const { bin } = await makeProgram('dlx');
    const env = { ...cleanEnv, NODE_EXTRA_CA_CERTS: join(folder, 'redis.crt') };
    const words = [
      bin,
      'worker',
      '--queue',
      `rediss://localhost:${port}`,
      '--runs-dir',
      join(folder, 'runs'),
    ];
    const { status, stdout, stderr } = spawnSync('timeout', ['4', process.execPath, ...words], {
      env,
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({
      stdout: expect.stringMatching(/^ready for trials from rediss:\/\/localhost:\d+, /),
      stderr: '',
    });
    // `timeout` says so of what it has ended.
    expect(status).toBe(124);
    const alone = spawnSync(process.execPath, [bin, 'worker'], { env: cleanEnv, encoding: 'utf8' });
    expect(alone.stderr).toMatch(
      /^found no queue to take trials from, expected --queue ADDRESS or DLX_QUEUE/,
    );
    expect(alone.status).toBe(2);
  });
});

/** A Redis that speaks TLS alone, with a certificate of its own for localhost. */
async function tls(start: (...options: string[]) => Promise<RedisServer>) {
  const folder = temporaryFolder();
  const [key, crt] = [join(folder, 'redis.key'), join(folder, 'redis.crt')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', crt];
  spawnSync('openssl', [...made, ...names], { stdio: 'ignore' });
  const files = ['--tls-cert-file', crt, '--tls-key-file', key, '--tls-ca-cert-file', crt];
  const { port } = await start('--port', '0', '--tls-port', 'PORT', '--tls-auth-clients', 'no', ...files);
  return { folder, port };
}

test('members are told by the names of their connections', () => {
  const line = (name: string) => `id=7 addr=127.0.0.1:5 laddr=127.0.0.1:6 fd=8 name=${name} age=1 db=0\n`;
  const queue = Buffer.from('trials-9.9.9').toString('base64');
  const list = [
    line(''),
    line('other'),
    line(`dlx:${queue}:w:host.12.4`),
    line(`dlx:${queue}:qe`),
    line(`dlx:${queue}`),
  ];
  const members = membersIn(list.join(''));
  expect(members).toEqual([
    { queue: 'trials-9.9.9', isWorker: true, name: 'host.12.4', slots: 4 },
    { queue: 'trials-9.9.9', isWorker: false, name: '', slots: 1 },
  ]);
  expect(otherVersions(members, true)).toEqual(['9.9.9']);
});
