import { setMaxListeners } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { UserError } from '../../../src/errors.js';
import type { Executor, TrialTask } from '../../../src/sweeps/executor.js';
import { type QueueOptions, queueExecutor } from '../../../src/sweeps/queue/executor.js';
import { openStore } from '../../../src/sweeps/store/index.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { Heard, startWorker, taskOf } from './fake.js';
import { isThere, RedisServer } from './redis.js';

const never = new AbortController().signal;
// As who sweeps does.
setMaxListeners(0, never);

describe.skipIf(!isThere)('a queue', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });

  const open: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
    await redis.client().flushall();
  });
  const worker = async (options: Partial<Parameters<typeof startWorker>[0]> = {}) => {
    const started = await startWorker({ queue: redis.address, runsDir: temporaryFolder(), ...options });
    open.push(started.stop);
    return started;
  };
  const executor = async (options: Partial<QueueOptions> = {}): Promise<Executor & { notes: string[] }> => {
    const notes: string[] = [];
    const note = (sentence: string) => void notes.push(sentence);
    const made = await queueExecutor({
      queue: redis.address,
      runsDir: temporaryFolder(),
      note,
      ...options,
    });
    open.push(() => made.close());
    return Object.assign(made, { notes });
  };
  /** Tasks by number, as often as they were begun. */
  const counting = () => {
    const begun: TrialTask[] = [];
    return { begun, onRun: (task: TrialTask) => void begun.push(task) };
  };
  const until = (check: () => void) => vi.waitFor(check, { timeout: 8000, interval: 20 });

  test('a trial is trained, and all that it tells arrives in order', async () => {
    await worker();
    const queue = await executor();
    expect(queue.slots).toBe(1);
    const heard = new Heard();
    const end = await queue.run(taskOf(7), heard, never);
    expect(end).toMatchObject({
      status: 'completed',
      epochs: 3,
      final: { validation: { loss: 7 + 1 / 3 } },
    });
    expect(heard).toMatchObject({ runs: [end.run], epochs: [1, 2, 3], asked: [] });
    expect(queue.notes).toEqual([expect.stringContaining('stay with the workers')]);
  });

  test('trials go to all workers, each once', async () => {
    const [a, b] = [counting(), counting()];
    await worker({ workers: 2, fake: a });
    await worker({ workers: 1, fake: b });
    const queue = await executor();
    // Two workers of one process have one name but for their slots.
    expect(queue.slots).toBe(3);
    const ends = await Promise.all(
      Array.from({ length: 30 }, (_, number) => queue.run(taskOf(number), new Heard(), never)),
    );
    expect(ends.map((end) => end.final.validation!.loss! - 1 / 3)).toEqual(
      ends.map((_, number) => expect.closeTo(number)),
    );
    const numbers = [...a.begun, ...b.begun].map(({ number }) => number);
    expect(numbers.sort((x, y) => x - y)).toEqual(ends.map((_, number) => number));
    expect(Math.min(a.begun.length, b.begun.length)).toBeGreaterThan(0);
  });

  test('who sweeps decides whether a trial goes on', async () => {
    await worker();
    const queue = await executor();
    const heard = new Heard((epoch) => epoch < 2);
    const end = await queue.run(taskOf(0, { decisions: [1, 2, 3] }), heard, never);
    expect(end).toMatchObject({ status: 'stopped', epochs: 2 });
    expect(heard).toMatchObject({ epochs: [1, 2], asked: [1, 2] });
  });

  test('a trial that nobody answers gives its place to another', async () => {
    await worker({ patience: 300, fake: { epochs: 5 } });
    const first = await executor();
    const asked = new Heard();
    const waiting = first.run(taskOf(0, { decisions: [2] }), { ...bound(asked), goesOn: later }, never);
    waiting.catch(() => {});
    expect(await waiting).toMatchObject({ status: 'interrupted', epochs: 2 });
  });

  test('a sweep that was away finds what came of its trials meanwhile', async () => {
    const counted = counting();
    const first = await executor();
    const leaving = new AbortController();
    const lost = first.run(taskOf(3), new Heard(), leaving.signal);
    lost.catch(() => {});
    await sleep(50);
    const store = await redis.client().keys('dlx:trials-*:*.3.0');
    expect(store).toHaveLength(1);
    await worker({ fake: counted });
    await until(() => expect(counted.begun).toHaveLength(1));
    await sleep(300);
    const again = await executor();
    const heard = new Heard();
    expect(await again.run(taskOf(3), heard, never)).toMatchObject({ status: 'completed' });
    expect(heard.epochs).toEqual([1, 2, 3]);
    expect(counted.begun).toHaveLength(1);
    expect(await again.run(taskOf(3, { attempt: 1 }), heard, never)).toMatchObject({ status: 'completed' });
    expect(counted.begun).toHaveLength(2);
  });

  test('what Redis has lost is added again', async () => {
    const counted = counting();
    const queue = await executor();
    const ends = Promise.all([0, 1, 2].map((number) => queue.run(taskOf(number), new Heard(), never)));
    await sleep(50);
    await redis.client().flushall();
    await worker({ workers: 3, fake: counted });
    expect((await ends).map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
    expect(counted.begun).toHaveLength(3);
  });

  test('Redis is restarted in the middle: patience, and a note', async () => {
    const started = await worker({ workers: 2, fake: { pause: 100, epochs: 4 } });
    const queue = await executor();
    const ends = Promise.all([0, 1, 2, 3].map((number) => queue.run(taskOf(number), new Heard(), never)));
    await sleep(200);
    await redis.restart();
    expect((await ends).map(({ epochs }) => epochs)).toEqual([4, 4, 4, 4]);
    for (const { notes } of [queue, started]) {
      expect(notes.join('\n')).toMatch(/is lost: trying again.*\n.*connected to redis:.* again/);
    }
  });

  test('runs come from the store, and what it has is not trained again', async () => {
    const store = await openStore(join(temporaryFolder(), 'store'), {});
    const [counted, runsDir, at] = [counting(), temporaryFolder(), temporaryFolder()];
    await worker({ store, runsDir: at, fake: counted });
    const queue = await executor({ store, runsDir });
    const end = await queue.run(taskOf(1), new Heard(), never);
    expect(existsSync(join(runsDir, end.run!, 'run.json'))).toBe(true);
    // It was moved.
    expect(readdirSync(join(at, '.worker'))).toEqual([]);
    await redis.client().flushall();
    const elsewhere = temporaryFolder();
    const again = await executor({ store, runsDir: elsewhere });
    expect(await again.run(taskOf(1), new Heard(), never)).toEqual(end);
    expect(readdirSync(elsewhere)).toEqual([end.run]);
    expect(counted.begun).toHaveLength(1);
  });

  test('a worker that ends gives its trial back, which goes on elsewhere with its run', async () => {
    const store = await openStore(join(temporaryFolder(), 'store'), {});
    const [a, b] = [counting(), counting()];
    const first = await worker({ store, fake: { ...a, pause: 50, epochs: 100 } });
    const queue = await executor({ store });
    const heard = new Heard();
    const end = queue.run(taskOf(5), heard, never);
    await until(() => expect(heard.epochs.length).toBeGreaterThan(0));
    await first.stop();
    expect(first.backs).toEqual(['this worker ends']);
    await worker({ store, fake: { ...b, epochs: 4 } });
    expect(await end).toMatchObject({ status: 'completed', epochs: 4 });
    expect(a.begun.map(({ run }) => run)).toEqual([null]);
    expect(b.begun.map(({ run }) => run)).toEqual([(await end).run]);
  });

  test('a sweep that is interrupted takes back what waits, and interrupts what is trained', async () => {
    await worker({ fake: { pause: 50, epochs: 1000 } });
    const queue = await executor();
    const [stop, heard] = [new AbortController(), new Heard()];
    const ends = [0, 1].map((number) => queue.run(taskOf(number), heard, stop.signal));
    await until(() => expect(heard.epochs.length).toBeGreaterThan(0));
    stop.abort();
    const [trained, waited] = await Promise.all(ends);
    expect(trained).toMatchObject({ status: 'interrupted', run: heard.runs[0] });
    expect(trained!.epochs).toBeGreaterThan(0);
    expect(waited).toMatchObject({ status: 'interrupted', run: null });
  });

  test('a worker with other data refuses, and the others train', async () => {
    const [a, b] = [counting(), counting()];
    const queue = await executor();
    const first = await worker({ fake: a });
    await queue.run(taskOf(0), new Heard(), never);
    const other = await worker({ fake: { ...b, dataHash: 'x'.repeat(64) } });
    const numbers = Array.from({ length: 12 }, (_, i) => i + 1);
    const ends = await Promise.all(numbers.map((number) => queue.run(taskOf(number), new Heard(), never)));
    expect(ends.every(({ data_hash: hash }) => hash === 'd'.repeat(64))).toBe(true);
    expect(other.backs[0]).toMatch(/its data is not that of .*: sha256 xxxxxxxx, expected dddddddd/);
    expect(b.begun).toHaveLength(1);
    expect(first.backs).toEqual([]);
    expect(queue.notes.join('\n')).toMatch(/worker \S+ does not train this sweep: its data is not/);
  });

  test('without the data nobody trains, and the sweep says so until somebody has it', async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'points.csv');
    const text = experimentWith(data);
    const task = taskOf(0, { experiment: { file: join(folder, 'e.yaml'), text } });
    const fails = () => (existsSync(data) ? undefined : new UserError({ message: 'it cannot be read' }));
    const missing = await worker({ fake: { fails } });
    const queue = await executor();
    const end = queue.run(task, new Heard(), never);
    await until(() => expect(missing.backs[0]).toMatch(/^there is no file .*points\.csv$/));
    await until(() => expect(queue.notes.join('\n')).toMatch(/the only worker refuses to train this sweep/));
    writeFileSync(data, 'a,b,y\n1,2,0\n3,4,1\n');
    await worker();
    expect((await end).status).toBe('completed');
  });

  test('a store that only one side has is refused', async () => {
    const store = await openStore(join(temporaryFolder(), 'store'), {});
    const without = await worker();
    const queue = await executor({ store });
    const end = queue.run(taskOf(0), new Heard(), never);
    await until(() => expect(without.backs[0]).toMatch(/the sweep has a store, and the worker has none/));
    await worker({ store: await openStore(join(temporaryFolder(), 'other'), {}) });
    await until(() => expect(queue.notes.join('\n')).toMatch(/has another store than the worker/));
    await worker({ store });
    expect((await end).status).toBe('completed');
  });

  test('a worker that is taken for dead, and is not: what comes first counts, the other one stops', async () => {
    const [a, b] = [counting(), counting()];
    await worker({ lock: 600, fake: { ...a, pause: 150, epochs: 20 } });
    const queue = await executor();
    const heard = new Heard();
    const end = queue.run(taskOf(4), heard, never);
    await until(() => expect(heard.epochs.length).toBeGreaterThan(0));
    const other = await worker({ lock: 600, fake: { ...b, pause: 150, epochs: 1000 } });
    const [lock] = await redis.client().keys('dlx:trials-*.4.0:lock');
    await redis.client().del(lock!);
    expect(await end).toMatchObject({ status: 'completed', epochs: 20, run: heard.runs[0] });
    expect([a.begun.length, b.begun.length]).toEqual([1, 1]);
    // It has been told to.
    await other.stop();
  });

  test('what is the fault of a machine is tried again', async () => {
    let failed = 0;
    const fails = () => (failed++ === 0 ? new Error('the disk is full') : undefined);
    const one = await worker({ fake: { fails } });
    const queue = await executor();
    expect((await queue.run(taskOf(0), new Heard(), never)).status).toBe('completed');
    expect(one.backs).toEqual(['the disk is full']);
  });

  test.each([
    ['a run out of the folder', { run: '../../out' }],
    ['no number', { number: 'one' }],
    ['no experiment', { experiment: null }],
  ])('%s: nobody trains what is no trial', async (_what, change) => {
    const counted = counting();
    await worker({ fake: counted });
    const queue = await executor();
    const end = queue.run(taskOf(0, change as Partial<TrialTask>), new Heard(), never);
    await expect(end).rejects.toThrow(
      /no worker could train trial .*: that is no trial of this version of dlx\n {2}hint/,
    );
    expect(counted.begun).toEqual([]);
  });

  test('members of other versions are told of', async () => {
    const named = async (rest: string) => {
      const client = redis.client();
      const queue = Buffer.from('trials-9.9.9').toString('base64');
      await client.client('SETNAME', `dlx:${queue}:${rest}`);
      open.push(async () => void client.disconnect());
    };
    await named('w:somewhere.12.4');
    await named('qe');
    const queue = await executor();
    expect(queue.slots).toBe(1);
    void queue.run(taskOf(0), new Heard(), AbortSignal.timeout(5000)).catch(() => {});
    await until(() =>
      expect(queue.notes.join('\n')).toMatch(/the workers at redis:.* are of dlx 9\.9\.9, this is/),
    );
    const one = await worker();
    await until(() => expect(one.notes.join('\n')).toMatch(/a sweep of dlx 9\.9\.9 is connected/));
  });

  test('nobody is there: a note that says what to start', async () => {
    const queue = await executor();
    await until(() =>
      expect(queue.notes.join('\n')).toMatch(
        /no worker is connected to redis:.*: start some with `dlx worker/,
      ),
    );
  });
});

const later = () => sleep(1500, true);
const bound = (heard: Heard) => ({
  started: (run: string) => heard.started(run),
  epoch: (epoch: number) => heard.epoch(epoch),
});

const experimentWith = (path: string) => `name: points
data:
  dataset: {csv: {path: ${path}, target: y}}
  split: {validation: 0.5}
architecture:
  - Dense: {units: 2, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
training: {epochs: 1, batch_size: 2}
`;
