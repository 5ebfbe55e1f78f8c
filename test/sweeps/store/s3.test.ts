import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../../src/sweeps/store/index.js';
import { openS3 } from '../../../src/sweeps/store/s3.js';
import { s3AddressOf } from '../../../src/sweeps/store/s3-address.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { type Fault, type FaultyProxy, startProxy } from './proxy.js';
import { python, type S3Server, startS3 } from './s3-server.js';

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'very-secret' };

describe('the address', () => {
  test('bucket, prefix, endpoint, region', () => {
    expect(
      s3AddressOf('s3://b-1/some/where/?endpoint=http://localhost:9000/&region=eu-west-1', KEYS),
    ).toEqual({
      endpoint: 'http://localhost:9000/b-1',
      region: 'eu-west-1',
      prefix: 'some/where/',
      place: 's3://b-1/some/where at http://localhost:9000',
      accessKeyId: 'AKIAEXAMPLE',
      secretAccessKey: 'very-secret',
    });
  });

  test('what it does not say stands in the environment', () => {
    const at = (env: object) => s3AddressOf('s3://bucket', { ...KEYS, ...env });
    expect(at({})).toMatchObject({ endpoint: 'https://s3.us-east-1.amazonaws.com/bucket', prefix: '' });
    expect(at({ AWS_REGION: 'eu-west-1' }).endpoint).toBe('https://s3.eu-west-1.amazonaws.com/bucket');
    expect(at({ AWS_ENDPOINT_URL: 'http://minio:9000' }).endpoint).toBe('http://minio:9000/bucket');
  });

  test.each([
    ['s3://', {}, /found the bucket \(none\)|an address that is none/],
    ['s3://bucket?region=x&acl=y', KEYS, /found the option acl/],
    ['s3://me:very-secret@bucket', KEYS, /found credentials in it/],
    ['s3://bucket?endpoint=localhost:9000', KEYS, /an endpoint that is no address/],
    ['s3://bucket', {}, /found no AWS_ACCESS_KEY_ID/],
    ['s3://bucket', { AWS_ACCESS_KEY_ID: 'AKIA' }, /found no AWS_SECRET_ACCESS_KEY/],
    ['s3://bucket', { ...KEYS, AWS_SESSION_TOKEN: 'very-secret' }, /expected a pair of keys that lasts/],
    [
      'gs://bucket',
      {},
      /expected s3:\/\/bucket\/prefix, or a folder that all machines see, found the scheme gs/,
    ],
    ['', {}, /found nothing/],
  ])('%s is refused', async (place, env, message) => {
    const error: Error = await openStore(place, env).then(
      () => new Error('opened'),
      (refused) => refused,
    );
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('very-secret');
    expect(error).toMatchObject({ exitCode: 2 });
  });
});

describe.skipIf(!python)('a server', () => {
  let server: S3Server;
  let proxy: FaultyProxy;
  beforeAll(async () => {
    server = await startS3();
    proxy = await startProxy(server.endpoint);
  });
  afterAll(async () => {
    await proxy?.stop();
    await server?.stop();
  });

  const waits: number[] = [];
  const open = (change: object = {}) => {
    const { id: accessKeyId, secret: secretAccessKey } = server;
    const endpoint = `${proxy.endpoint}/sweeps`;
    const common = {
      region: 'us-east-1',
      prefix: `p${Math.trunc(performance.now())}/`,
      place: 's3://sweeps',
    };
    waits.length = 0;
    const sleep = async (ms: number) => void waits.push(ms);
    return openS3({ endpoint, accessKeyId, secretAccessKey, ...common, ...change }, sleep);
  };

  test.each<[Fault]>([['500'], ['503'], ['cut before'], ['cut after']])('%s passes, twice', async (fault) => {
    const store = await open();
    for (const work of [
      () => store.create('a/once.json', 'mine'),
      () => store.replace('a/text.json', 'text'),
      () => store.read('a/text.json'),
      () => store.list('a/'),
    ]) {
      proxy.faults.push(fault, fault);
      await work();
    }
    expect(waits).toEqual(Array.from({ length: 4 }, () => [500, 2000]).flat());
    // The first try has come through where only its answer was lost, and is not taken for another's.
    proxy.faults.push(fault);
    expect(await store.create('a/mine.json', 'mine')).toBe(true);
    expect(await store.create('a/mine.json', 'theirs')).toBe(false);
  });

  test('a download that breaks off is begun anew', async () => {
    const store = await open();
    const [from, to] = [join(temporaryFolder(), 'from'), join(temporaryFolder(), 'to')];
    writeFileSync(from, 'content '.repeat(10_000));
    await store.put('file', from);
    proxy.faults.push('half');
    expect(await store.get('file', to)).toBe(true);
    expect(readFileSync(to).equals(readFileSync(from))).toBe(true);
    expect(waits).toHaveLength(1);
  });

  test('what does not pass is said, with exit 4', async () => {
    const store = await open();
    proxy.faults.push('503', '503', '503', '503');
    await expect(store.read('a')).rejects.toThrow(
      /^cannot read from the store s3:\/\/sweeps: it answered 503 SlowDown/,
    );
    expect(waits).toHaveLength(3);
  });

  test.each([
    [
      'a wrong secret',
      { secretAccessKey: 'wrong-secret' },
      /answered 403 SignatureDoesNotMatch\n {2}hint: look at AWS_ACC/,
    ],
    ['an unknown key', { accessKeyId: 'AKIAUNKNOWN' }, /answered 403 InvalidAccessKeyId/],
    [
      'nobody there',
      { endpoint: 'http://127.0.0.1:59999/sweeps' },
      /: ECONNREFUSED\n {2}hint: look whether the endpoint/,
    ],
  ])('%s', async (_what, change, message) => {
    const store = await open(change);
    const error: Error = await store.create('a', 'b').then(
      () => new Error(''),
      (refused) => refused,
    );
    expect(error.message).toMatch(message);
    expect(error.message).not.toMatch(/wrong-secret|AKIA/);
    expect(waits).toEqual([]);
  });

  test('a bucket that is not there', async () => {
    const store = await open({ endpoint: `${proxy.endpoint}/none` });
    await expect(store.list('a')).rejects.toThrow(/there is no such bucket/);
    await expect(store.replace('a', 'b')).rejects.toThrow(
      /404 NoSuchBucket\n {2}hint: make the bucket first/,
    );
  });
});
