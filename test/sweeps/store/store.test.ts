import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TrialEnd } from '../../../src/sweeps/executor.js';
import { bringRun, fetchRun, findResult } from '../../../src/sweeps/store/fetch.js';
import { identityOf } from '../../../src/sweeps/store/identity.js';
import { openStore } from '../../../src/sweeps/store/index.js';
import { publish } from '../../../src/sweeps/store/publish.js';
import type { Store } from '../../../src/sweeps/store/store.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { python, type S3Server, startS3 } from './s3-server.js';

let server: S3Server | undefined;
beforeAll(async () => {
  server = python ? await startS3() : undefined;
});
afterAll(() => server?.stop());

let count = 0;
const places: readonly (readonly [string, boolean, () => Promise<Store>])[] = [
  ['a folder', true, () => openStore(join(temporaryFolder(), 'store'), {})],
  ['file:', true, () => openStore(String(pathToFileURL(join(temporaryFolder(), 'a b'))), {})],
  [
    's3',
    python !== undefined,
    () => {
      const { endpoint, id, secret } = server!;
      const env = { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret };
      return openStore(`s3://sweeps/some/place-${count++}?endpoint=${endpoint}`, env);
    },
  ],
];

/** A run as a trial leaves it: a checkpoint, an empty file, a lock and what a kill has left. */
function madeRun(run: string, more = '', bytes = 1000): string {
  const folder = join(temporaryFolder(), run);
  mkdirSync(join(folder, 'checkpoints'), { recursive: true });
  writeFileSync(join(folder, 'run.json'), `{"id": "${run}"}${more}`);
  writeFileSync(join(folder, 'metrics.csv'), '');
  writeFileSync(join(folder, 'checkpoints', 'epoch 1.bin'), Buffer.alloc(bytes, 'weights'));
  writeFileSync(join(folder, 'lock'), '{}');
  writeFileSync(join(folder, '.run.json.new'), 'half');
  return folder;
}

const RUN = '20261122T075012Z-mnist-mlp-1a2b3c4d';
const of = { sweep: 'sweep-20261122T075012Z-mnist-mlp-1a2b3c4d', number: 3, attempt: 0 };
const endOf = (status: TrialEnd['status'], epochs: number): TrialEnd => ({
  status,
  run: RUN,
  data_hash: 'd'.repeat(64),
  epochs,
  final: { validation: { loss: 0.5, accuracy: null } },
  seconds: 1.5,
  error: null,
});

describe.each(places)('%s', (_name, available, open) => {
  test.skipIf(!available)('texts: made once, replaced, listed, removed', async () => {
    const store = await open();
    expect(await store.read('a/b.json')).toBeUndefined();
    const tried = await Promise.all(
      Array.from({ length: 8 }, (_, i) => store.create('a/b.json', `text ${i}`)),
    );
    expect(tried.filter(Boolean)).toHaveLength(1);
    expect(await store.read('a/b.json')).toBe(`text ${tried.indexOf(true)}`);
    await store.replace('a/b.json', 'other');
    await store.replace('a/c/d.json', '');
    expect(await store.read('a/b.json')).toBe('other');
    expect(await store.read('a/c/d.json')).toBe('');
    expect(await store.list('a/')).toEqual(['a/b.json', 'a/c/d.json']);
    expect(await store.list('a/c')).toEqual(['a/c/d.json']);
    expect(await store.list('nothing/')).toEqual([]);
    await store.remove(['a/c/d.json', 'a/none']);
    expect(await store.list('')).toEqual(['a/b.json']);
  });

  test.skipIf(!available)('a run comes back as it was, without locks and halves', async () => {
    const store = await open();
    // More than what goes in one request.
    const folder = madeRun(RUN, '', 2 ** 23 + 1000);
    const end = endOf('completed', 5);
    expect(await findResult(store, of)).toBeUndefined();
    expect(await publish(store, of, end, folder)).toEqual(end);
    const found = (await findResult(store, of))!;
    expect(found.end).toEqual(end);
    const runs = temporaryFolder();
    expect(await fetchRun(store, found, runs)).toBe(join(runs, RUN));
    expect(readdirSync(runs)).toEqual([RUN]);
    const files = ['checkpoints/epoch 1.bin', 'metrics.csv', 'run.json'];
    expect(readdirSync(join(runs, RUN)).sort()).toEqual(['checkpoints', 'metrics.csv', 'run.json']);
    for (const file of files) {
      expect(readFileSync(join(runs, RUN, file)).equals(readFileSync(join(folder, file)))).toBe(true);
    }
  });

  test.skipIf(!available)(
    'of many that end the same attempt one wins, and nothing is left of the others',
    async () => {
      const store = await open();
      const runs = Array.from({ length: 6 }, (_, i) => ({
        run: `${RUN}-${i + 2}`,
        folder: madeRun(`${RUN}-${i + 2}`),
      }));
      const ends = await Promise.all(
        runs.map(({ run, folder }) => publish(store, of, { ...endOf('completed', 5), run }, folder)),
      );
      const winner = (await findResult(store, of))!;
      expect(new Set(ends.map(({ run }) => run))).toEqual(new Set([winner.end.run]));
      const keys = await store.list('');
      expect(keys.every((key) => key.startsWith(winner.folder) || key.endsWith('result.json'))).toBe(true);
      expect(keys).toHaveLength(4);
    },
  );

  test.skipIf(!available)('an interrupted run goes on elsewhere, from its newest state', async () => {
    const store = await open();
    const runs = temporaryFolder();
    expect(await bringRun(store, of, RUN, runs)).toBe(false);
    await publish(store, of, endOf('interrupted', 1), madeRun(RUN, 'one'));
    await publish(store, of, endOf('interrupted', 2), madeRun(RUN, 'two'));
    expect(await store.list('')).toHaveLength(4);
    expect(await bringRun(store, of, RUN, runs)).toBe(true);
    expect(readFileSync(join(runs, RUN, 'run.json'), 'utf8')).toMatch(/two$/);
    await publish(store, { ...of, attempt: 1 }, endOf('stopped', 3), madeRun(RUN, 'three'));
    await publish(store, { ...of, attempt: 10 }, endOf('interrupted', 4), madeRun(RUN, 'ten'));
    await publish(store, { ...of, attempt: 10 }, endOf('completed', 4), madeRun(RUN, 'end'));
    expect(await bringRun(store, of, RUN, runs)).toBe(true);
    expect(readFileSync(join(runs, RUN, 'run.json'), 'utf8')).toMatch(/end$/);
    expect(await bringRun(store, of, 'another-run', runs)).toBe(false);
    expect((await findResult(store, of))?.end).toBeUndefined();
    expect(readdirSync(runs)).toEqual([RUN]);
  });

  test.skipIf(!available)('a failure without a run', async () => {
    const store = await open();
    const end = { ...endOf('failed', 0), run: null, error: { message: 'loss: expected x', exit_code: 2 } };
    await publish(store, of, end);
    const found = (await findResult(store, of))!;
    expect(found).toMatchObject({ end, files: [] });
    expect(await fetchRun(store, found, temporaryFolder())).toBeUndefined();
  });

  test.skipIf(!available)('damage is found, and leaves nothing behind', async () => {
    const store = await open();
    await publish(store, of, endOf('completed', 5), madeRun(RUN));
    const found = (await findResult(store, of))!;
    const runs = temporaryFolder();
    await store.replace(`${found.folder}/run.json`, 'other');
    await expect(fetchRun(store, found, runs)).rejects.toThrow(
      /run\.json is not what was published\n {2}hint/,
    );
    await store.remove([`${found.folder}/run.json`]);
    await expect(fetchRun(store, found, runs)).rejects.toMatchObject({ exitCode: 4 });
    await store.replace(`${of.sweep}/3/0/result.json`, '{"schema_version": 1}');
    await expect(findResult(store, of)).rejects.toThrow(/result\.json is not what dlx of this version/);
    expect(readdirSync(runs)).toEqual([]);
  });

  test.skipIf(!available)('has an identity', async () => {
    const store = await open();
    const ids = await Promise.all([identityOf(store), identityOf(store), identityOf(store)]);
    expect(new Set(ids).size).toBe(1);
    expect(await identityOf(await open())).not.toBe(ids[0]);
  });
});

test.each(['../../out', '/out', 'a/../../out', 'a\n/../out', '..\\out', 'a//b', '', 'a\0b'])(
  '%j is no file of a run',
  async (path) => {
    const store = await openStore(temporaryFolder(), {});
    await publish(store, of, endOf('completed', 5), madeRun(RUN));
    const key = `${of.sweep}/3/0/result.json`;
    const manifest = JSON.parse((await store.read(key))!);
    const files = [{ path, bytes: 1, sha256: 'a' }];
    await store.replace(key, JSON.stringify({ ...manifest, files }));
    await expect(findResult(store, of)).rejects.toMatchObject({ exitCode: 4 });
    await store.replace(key, JSON.stringify({ ...manifest, end: { ...manifest.end, run: path || '..' } }));
    await expect(findResult(store, of)).rejects.toMatchObject({ exitCode: 4 });
  },
);

test('a link in a store is not followed', async () => {
  const folder = temporaryFolder();
  const store = await openStore(folder, {});
  symlinkSync('/etc/hostname', join(folder, 'dlx-store.json'));
  await expect(identityOf(store)).rejects.toThrow(/is a symbolic link/);
});

test('a place that lets files take the place of others is refused', async () => {
  const store = await openStore(temporaryFolder(), {});
  const create = async (key: string, text: string) => {
    await store.replace(key, text);
    return true;
  };
  const lax: Store = { ...bound(store), create };
  await expect(identityOf(lax)).rejects.toThrow(/lets a file take the place of another/);
});

/** Its methods as an object of its own. */
const bound = (store: Store): Store => ({
  place: store.place,
  put: (key, file) => store.put(key, file),
  get: (key, file) => store.get(key, file),
  create: (key, text) => store.create(key, text),
  replace: (key, text) => store.replace(key, text),
  read: (key) => store.read(key),
  list: (beginning) => store.list(beginning),
  remove: (keys) => store.remove(keys),
});
