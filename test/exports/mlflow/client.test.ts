import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/errors.js';
import { addressOf } from '../../../src/exports/mlflow/address.js';
import { Client } from '../../../src/exports/mlflow/client.js';
import { retrying } from '../../../src/retry.js';
import { fakeServer, type Reply } from './fake-server.js';

const get = { method: 'GET', path: '/x' } as const;

/** What a call comes to, how long was waited between attempts, and how many there were. */
async function calling(replies: readonly Reply[], authorization?: string) {
  const { url, requests } = await fakeServer(
    (_request, count) => replies[Math.min(count, replies.length) - 1]!,
  );
  const waits: number[] = [];
  const client = new Client(url, authorization, 300);
  const sleep = async (ms: number) => void waits.push(ms);
  const outcome = await retrying(() => client.call(get), sleep).catch((error: unknown) => error);
  return { outcome, waits, attempts: requests.length, requests };
}

const good: Reply = { body: { a: 1 } };

describe('a call', () => {
  test.each<[string, Reply]>([
    ['429', { status: 429 }],
    ['503', { status: 503, body: '<html>' }],
    ['MLflow: INTERNAL_ERROR', { status: 500, body: { error_code: 'INTERNAL_ERROR', message: 'busy' } }],
    ['a connection that ends', { hangUp: true }],
    ['no answer in time', { silent: true }],
  ])('is tried again after %s', async (_what, reply) => {
    const { outcome, waits, attempts } = await calling([reply, reply, good]);
    expect({ outcome, waits, attempts }).toEqual({ outcome: { a: 1 }, waits: [500, 2000], attempts: 3 });
  });

  test('waits as long as the server asks it to, half a minute at most', async () => {
    const busy = (after: string) => ({ status: 429, headers: { 'retry-after': after } });
    expect((await calling([busy('3'), busy('86400'), good])).waits).toEqual([3000, 30_000]);
  });

  test('gives up after the fourth attempt, and says what the server answered', async () => {
    const reply = {
      status: 503,
      body: { error_code: 'TEMPORARILY_UNAVAILABLE', message: 'try later\nsecond line' },
    };
    const { outcome, attempts } = await calling([reply]);
    expect(attempts).toBe(4);
    expect(outcome).toBeInstanceOf(UserError);
    expect(outcome).toMatchObject({ exitCode: 4 });
    expect((outcome as Error).message).toMatch(
      /answered 503 Service Unavailable TEMPORARILY_UNAVAILABLE: try later\n/,
    );
  });

  test.each<[string, Reply, RegExp]>([
    [
      'refuses',
      { status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE', message: 'too long' } },
      /400 Bad Request INVALID_PARAMETER_VALUE: too long/,
    ],
    [
      'wants a password',
      { status: 401, body: 'Unauthorized' },
      /401 Unauthorized: Unauthorized\n {2}hint: set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD/,
    ],
    [
      'is another one',
      { status: 404, body: '<html><body>not here' },
      /404 Not Found\n {2}hint: is that the address of an MLflow server/,
    ],
    ['answers with a page', { body: '<!doctype html>' }, /answered 200 OK\n {2}hint: is that the address/],
    [
      'sends on',
      { status: 301, headers: { location: 'https://elsewhere/' } },
      /301 Moved Permanently\n {2}hint: it sends on to https:\/\/elsewhere\//,
    ],
  ])('is not tried again where the server %s', async (_what, reply, message) => {
    const { outcome, attempts } = await calling([reply]);
    expect((outcome as Error).message).toMatch(message);
    expect({ attempts, exitCode: (outcome as UserError).exitCode }).toEqual({ attempts: 1, exitCode: 4 });
  });

  test('to nobody fails at once', async () => {
    const begun = performance.now();
    const failing = retrying(() => new Client('http://127.0.0.1:9').call(get));
    await expect(failing).rejects.toThrow(
      /cannot reach an MLflow server at http:\/\/127\.0\.0\.1:9: .*\n {2}hint: start one/,
    );
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe('an address', () => {
  const env = { MLFLOW_TRACKING_USERNAME: 'ada', MLFLOW_TRACKING_PASSWORD: 'secret' };
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

  test.each([
    ['http://localhost:5000', {}, { server: 'http://localhost:5000' }],
    ['https://a.b/mlflow/', {}, { server: 'https://a.b/mlflow' }],
    ['https://a.b', env, { server: 'https://a.b', authorization: basic('ada:secret') }],
    ['https://bob:p%40ss@a.b', env, { server: 'https://a.b', authorization: basic('bob:p@ss') }],
    [
      'https://a.b',
      { MLFLOW_TRACKING_TOKEN: 'abc\n' },
      { server: 'https://a.b', authorization: 'Bearer abc' },
    ],
    [
      'https://a.b',
      { ...env, MLFLOW_TRACKING_TOKEN: 'abc' },
      { server: 'https://a.b', authorization: basic('ada:secret') },
    ],
    ['mlruns', env, { folder: 'mlruns' }],
    ['./a:b', {}, { folder: './a:b' }],
    ['file:///tmp/mlruns', {}, { folder: '/tmp/mlruns' }],
  ])('%s', (place, variables, address) => {
    expect(addressOf(place, variables)).toEqual(address);
  });

  test.each([
    ['', /found nothing/],
    ['localhost:5000', /did you mean http:\/\/localhost:5000\?/],
    ['sqlite:///mlflow.db', /found the scheme sqlite\n {2}hint: start `mlflow server/],
    ['databricks://profile', /found the scheme databricks/],
    ['http://ada:hunter2@', /found an address that is none/],
    ['http://%zz:hunter2@a.b', /found an address that is none/],
  ])('%j is refused, and no password is shown', (place, message) => {
    expect(() => addressOf(place, {})).toThrow(message);
    expect(() => addressOf(place, {})).not.toThrow('hunter2');
  });

  test('a token that no header takes is refused and not shown', () => {
    const reading = () => addressOf('http://a', { MLFLOW_TRACKING_TOKEN: 'se\ncret' });
    expect(reading).toThrow('MLFLOW_TRACKING_TOKEN holds characters');
    expect(reading).not.toThrow('cret');
  });

  test('who asks is told to the server and to nobody else', async () => {
    const { requests, outcome } = await calling([{ status: 403, body: { message: 'no' } }], 'Bearer hunter2');
    expect(requests[0]!.authorization).toBe('Bearer hunter2');
    expect((outcome as Error).message).not.toContain('hunter2');
  });
});
