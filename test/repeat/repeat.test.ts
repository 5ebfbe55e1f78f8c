import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { type RepeatOptions, type RunAhead, repeatExperiment } from '../../src/repeat/repeat.js';
import { chosenRuns } from '../../src/runs/catalog/choose.js';
import { findRun, listRuns, readRun } from '../../src/runs/index.js';
import { childrenOf, findRepeat, repeatIds } from '../../src/runs/repeats/find.js';
import { readRepeat } from '../../src/runs/repeats/read.js';
import type { StoredRepeat } from '../../src/runs/repeats/record.js';
import { repeatSchema } from '../../src/runs/repeats/schema.js';
import { tagRun } from '../../src/runs/tags.js';
import { deviation, interval, mean } from '../../src/statistics.js';
import { silent } from '../../src/training/listener.js';
import { fileOf } from '../pipeline/run.js';
import { abortAfter, bench, numbersOf } from '../resume/support.js';
import { temporaryFolder } from '../runs/temporary.js';

/** Steps: 5 an epoch, of 114 rows. */
const TEXT = `name: repeated
seed: 3
data:
  dataset: {synthetic_classification: {samples: 190, features: 6, classes: 3}}
  split: {validation: 0.2, test: 0.2}
architecture:
  - Dense: {units: 8, activation: relu}
  - Dropout: {rate: 0.3}
  - Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
training: {epochs: 4, batch_size: 25, checkpoint: {every: {steps: 1}}}
engine: {onnx: {threads: 1}}
expect: {test.accuracy: {min: 0.4}}
`;
const STEPS = 20;

const isValid = new Ajv.default({ strict: true, strictTypes: false }).compile(repeatSchema);

/** Repeats `TEXT` in a folder of its own. */
function repeats(text = TEXT) {
  const [runsDir, file] = [temporaryFolder(), fileOf(text)];
  const run = (options: Partial<RepeatOptions> = {}) =>
    repeatExperiment(file, { runsDir, listener: silent, times: 3, ...options });
  return { runsDir, file, run };
}

const foldersIn = (runsDir: string) =>
  readdirSync(runsDir)
    .filter((name) => !name.startsWith('.'))
    .sort();

describe('a repeat', () => {
  let done: StoredRepeat;
  let runsDir: string;
  const ahead: RunAhead[] = [];
  beforeAll(async () => {
    const { run, ...rest } = repeats();
    runsDir = rest.runsDir;
    done = await run({ onRun: (one) => ahead.push(one) });
  });

  test('trains a run for each seed, as if each had been run alone', async () => {
    const children = childrenOf(runsDir, done.record.id);
    expect(children.map(({ record }) => record.seed)).toEqual([3, 4, 5]);
    expect(ahead).toEqual([3, 4, 5].map((seed, i) => ({ number: i + 1, times: 3, seed })));
    for (const { folder, record } of children) {
      const alone = await bench(TEXT).run({ overrides: [`seed=${record.seed}`] });
      expect(numbersOf(folder)).toEqual(numbersOf(alone.folder));
      expect(record).toMatchObject({ parent: done.record.id, overrides: [`seed=${record.seed}`] });
      expect(alone.record).toMatchObject({ parent: null, experiment_hash: record.experiment_hash });
    }
  });

  test('says of every metric what the records of its runs come to', () => {
    const records = childrenOf(runsDir, done.record.id).map(({ record }) => record);
    for (const split of ['train', 'validation', 'test'] as const) {
      for (const name of ['loss', 'accuracy']) {
        const values = records.map(({ metrics }) => metrics.final[split]![name]!);
        expect(done.record.metrics[split]![name]).toEqual({
          count: 3,
          mean: mean(values),
          deviation: deviation(values),
          interval: interval(values),
          min: Math.min(...values),
          max: Math.max(...values),
        });
      }
    }
    expect(done.record.children.map(({ expect: outcomes }) => outcomes)).toEqual(
      records.map(({ expect: outcomes }) => outcomes),
    );
  });

  test('leaves a record that fits its schema, is read as it was returned, and holds no lock', () => {
    expect(isValid(done.record), JSON.stringify(isValid.errors)).toBe(true);
    expect(readRepeat(done.folder)).toEqual(done.record);
    expect(readdirSync(done.folder).sort()).toEqual(['experiment.yaml', 'repeat.json']);
    expect(readFileSync(join(done.folder, 'experiment.yaml'), 'utf8')).toBe(TEXT);
    expect(done.record).toMatchObject({ status: 'completed', seed: 3, name: 'repeated', error: null });
  });

  test('is no run, and found by its id, a beginning or a path; as a RUN it means its runs', () => {
    const { id } = done.record;
    expect(listRuns(runsDir).runs).toHaveLength(3);
    for (const ref of [id, id.slice(0, 12), join(runsDir, id)]) {
      expect(findRepeat(runsDir, ref)?.record).toEqual(done.record);
      expect(chosenRuns(runsDir, [ref], {}, 0).runs.map(({ record }) => record.seed)).toEqual([3, 4, 5]);
    }
    expect(findRepeat(runsDir, 'repeated')).toBeUndefined();
    expect(findRepeat(runsDir, 'repeat-9')).toBeUndefined();
    expect(() => findRun(runsDir, id)).toThrow(/is a repeat, expected one run\n {2}hint: .*dlx runs show/);
    const named = { where: [`parent=${id}`] };
    expect(chosenRuns(runsDir, [], named, 0).runs).toHaveLength(3);
  });

  test('that is finished is not gone on with: --resume begins another', async () => {
    const { run, ...rest } = repeats(TEXT.replace('epochs: 4', 'epochs: 1'));
    const [one, two] = [await run({ times: 1 }), await run({ times: 1, resume: true })];
    expect(repeatIds(rest.runsDir)).toEqual([two.record.id, one.record.id].sort().reverse());
    expect(one.record.metrics.test!.loss).toMatchObject({ count: 1, deviation: null, interval: null });
    expect(isValid(one.record)).toBe(true);
  });
});

describe('an interrupted repeat', () => {
  test.each([
    ['in its first run', 7],
    ['in its second run', STEPS + 7],
    ['at the end of its second run', 2 * STEPS],
  ])('%s goes on and comes to the same', async (_where, steps) => {
    const expected = await repeats().run();
    const { run, runsDir } = repeats();
    const { record } = await run(abortAfter(steps));
    expect(record.status).toBe('interrupted');
    expect(isValid(record)).toBe(true);
    expect(record.children.map(({ status }) => status)).toContain('pending');
    const before = foldersIn(runsDir);
    const done = await run({ resume: true });
    expect(foldersIn(runsDir)).toEqual(expect.arrayContaining(before));
    expect(foldersIn(runsDir)).toHaveLength(4);
    expect(done.record).toMatchObject({
      id: record.id,
      status: 'completed',
      metrics: expected.record.metrics,
      resumed: [expect.any(String)],
    });
    const numbers = (dir: string, id: string) => childrenOf(dir, id).map(({ folder }) => numbersOf(folder));
    const [theirs, ours] = [join(expected.folder, '..'), runsDir];
    expect(numbers(ours, record.id)).toEqual(numbers(theirs, expected.record.id));
  });

  test('keeps what was made of the tags of its runs', async () => {
    const { run, runsDir } = repeats();
    const { record } = await run(abortAfter(7));
    tagRun(join(runsDir, record.children[0]!.id!), ['by hand'], []);
    const done = await run({ resume: true });
    const tags = childrenOf(runsDir, done.record.id).map(({ record: child }) => child.tags);
    expect(tags).toEqual([['by hand'], [], []]);
    expect(childrenOf(runsDir, done.record.id)[0]!.record.resumed).toHaveLength(1);
  });

  test('says so where its runs differ in more than their seed', async () => {
    const { run, runsDir } = repeats();
    const notes: string[] = [];
    const note = (sentence: string) => void notes.push(sentence);
    const { record } = await run({ ...abortAfter(STEPS + 7), note });
    expect(notes).toEqual([]);
    const path = join(runsDir, record.children[0]!.id!, 'run.json');
    writeFileSync(path, JSON.stringify({ ...readRun(path), threads: 7 }));
    await run({ resume: true, note });
    expect(notes).toEqual(['the runs differ in more than their seed: threads']);
  });

  test('of another number of runs, or another experiment, is left alone', async () => {
    const { run, runsDir } = repeats();
    await run(abortAfter(7));
    const more = await run({ times: 2, resume: true, overrides: ['training.epochs=1'] });
    const fewer = await run({ times: 2, resume: true, overrides: ['training.epochs=4'] });
    expect([more, fewer].map(({ record }) => record.resumed)).toEqual([[], []]);
    expect(repeatIds(runsDir)).toHaveLength(3);
  });

  test('trusts the records of its runs, not what it says of them', async () => {
    const { run, runsDir } = repeats();
    const { folder, record } = await run(abortAfter(STEPS + 7));
    const children = record.children.map((child) => ({ ...child, id: null, status: 'pending' }));
    writeFileSync(join(folder, 'repeat.json'), JSON.stringify({ ...record, children, metrics: {} }));
    expect((await run({ resume: true })).record.children[0]).toEqual(record.children[0]);
    expect(listRuns(runsDir).runs).toHaveLength(3);
  });

  test('runs a seed again whose record was removed', async () => {
    const { run, runsDir } = repeats();
    const { record } = await run(abortAfter(STEPS + 7));
    rmSync(join(runsDir, record.children[0]!.id!), { recursive: true });
    const done = await run({ resume: true });
    expect(done.record.metrics).toEqual((await repeats().run()).record.metrics);
  });
});

describe('a run that fails', () => {
  /** One row is beyond float32: whoever trains on it fails, whoever tests on it has a loss that is not finite. */
  const MIXED = `name: mixed
data:
  dataset: {csv: {path: data.csv, target: label}}
  split: {test: 0.5}
architecture: [{Dense: {units: 2, activation: softmax}}]
loss: sparse_categorical_crossentropy
optimizer: sgd
metrics: [accuracy]
training: {epochs: 1, batch_size: 5}
engine: cpu
`;
  const rows = Array.from({ length: 40 }, (_, i) => [Math.sin(i), Math.cos(i), Number(i % 3 === 0)]);
  const csv = ['a,b,label', ...rows.with(7, [3e38, 3e38, 1]).map((row) => row.join(','))].join('\n');

  test('is one failed run, and the others have their turn', async () => {
    const failures: UserError[] = [];
    const { run, runsDir, file } = repeats(MIXED);
    writeFileSync(join(file, '..', 'data.csv'), csv);
    const { record } = await run({ times: 8, onFailure: (error) => failures.push(error) });
    const failed = record.children.filter(({ status }) => status === 'failed');
    const completed = record.children.filter(({ status }) => status === 'completed');
    expect(failed.length + completed.length).toBe(8);
    for (const children of [failed, completed]) expect(children.length).toBeGreaterThan(0);
    expect(failures.map(({ exitCode }) => exitCode)).toEqual(failed.map(() => 3));
    expect(failed.map(({ error }) => error?.exit_code)).toEqual(failed.map(() => 3));
    for (const { id } of failed) expect(readRun(join(runsDir, id!)).parent).toBe(record.id);
    expect(record).toMatchObject({ status: 'failed', error: null });
    expect(isValid(record), JSON.stringify(isValid.errors)).toBe(true);

    // A loss that is not finite does not count, and is not hidden either.
    const losses = completed.map(({ id }) => readRun(join(runsDir, id!)).metrics.final.test!.loss);
    const finite = losses.filter((loss) => loss !== null).length;
    expect(finite).toBeLessThan(completed.length);
    const { loss, accuracy } = record.metrics.test!;
    expect([loss?.count ?? 0, accuracy!.count]).toEqual([finite, completed.length]);

    // They would fail again: nothing is left to do.
    expect((await run({ times: 8, resume: true })).record.id).not.toBe(record.id);
  });

  test('before training leaves nothing behind', async () => {
    const { run, runsDir } = repeats(TEXT.replace('classes: 3', 'classes: 4'));
    await expect(run()).rejects.toThrow(UserError);
    expect(existsSync(runsDir) ? readdirSync(runsDir) : []).toEqual([]);
  });

  test.each([[0], [1.5], [Number.NaN]])('%d runs are refused', async (times) => {
    await expect(repeats().run({ times })).rejects.toThrow('expected a whole number from 1');
  });

  test('more seeds than there are is refused', async () => {
    const overrides = [`seed=${Number.MAX_SAFE_INTEGER}`];
    await expect(repeats().run({ times: 2, overrides })).rejects.toThrow('choose a lower seed');
  });
});

describe('a repeat.json', () => {
  test.each([
    ['', /not valid JSON/],
    ['[]', /that is not an object/],
    ['{"schema_version": 9}', /schema_version 9, not 1/],
    ['{"schema_version": 1}', /whose id is not what a repeat holds there/],
    ['{"schema_version": 1, "id": "../../x"}', /whose id/],
  ])('%j is refused with exit 2', (text, message) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'repeat.json'), text);
    expect(() => readRepeat(folder)).toThrow(message);
    expect(() => readRepeat(folder)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });

  test('that is missing is said to be', () => {
    expect(() => readRepeat(temporaryFolder())).toThrow('no repeat found here');
  });

  test("schemas/repeat.schema.json is the table's schema written out", () => {
    const file = new URL('../../schemas/repeat.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(repeatSchema)));
  });
});
