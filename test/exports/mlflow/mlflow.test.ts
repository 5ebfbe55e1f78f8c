import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportTo } from '../../../src/exports/mlflow/export.js';
import type { Exported, Exporter } from '../../../src/exports/target.js';
import { resumeRun } from '../../../src/pipeline.js';
import { factsOf } from '../../../src/runs/facts.js';
import { readHistory } from '../../../src/runs/history.js';
import { createRecord, type StoredRun } from '../../../src/runs/index.js';
import { silent } from '../../../src/training/listener.js';
import { abortAfter, bench } from '../../resume/support.js';
import { experimentOf, rowOf, startOf } from '../../runs/made.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { python } from '../../support/peers.js';

const here = dirname(fileURLToPath(import.meta.url));

interface Seen {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly start: number;
  readonly end: number;
  readonly params: { readonly [key: string]: string };
  readonly tags: { readonly [key: string]: string };
  /** Step, value in Python's words, ms. */
  readonly metrics: { readonly [key: string]: readonly (readonly [number, string, number])[] };
  readonly artifacts: { readonly [file: string]: string };
}

let server: ChildProcess;
let lines: AsyncIterator<string>;
const places: { [kind: string]: string } = { folder: join(temporaryFolder(), 'mlruns') };

beforeAll(async () => {
  if (!python) return;
  const args = [join(here, 'server.py'), temporaryFolder()];
  server = spawn(python, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  lines = createInterface({ input: server.stdout! })[Symbol.asyncIterator]();
  places.server = (await lines.next()).value;
});
afterAll(async () => {
  if (!python || server.exitCode !== null) return;
  server.kill();
  await once(server, 'exit');
});

/** All runs that MLflow sees at a place, by experiment. */
async function seenAt(place: string): Promise<{ readonly [experiment: string]: readonly Seen[] }> {
  server.stdin!.write(`${place}\n`);
  return JSON.parse((await lines.next()).value);
}

/** A run with what real ones seldom have: many epochs, values that are not finite, odd names, long texts. */
async function oddRun(): Promise<StoredRun> {
  const experiment = experimentOf('odd', {
    description: 'a run of "odd" things: é, 漢字',
    tags: ['a', 'b'],
    architecture: [{ Dense: { units: 10, name: 'x'.repeat(7000) } }],
  });
  const writer = await createRecord(temporaryFolder(), startOf('odd', { experiment }));
  const losses = [Number.NaN, Infinity, -Infinity, 1e-300, 0.1];
  for (let epoch = 1; epoch <= 400; epoch++) {
    const row = rowOf(epoch, losses[epoch] ?? 1 / epoch);
    writer.epoch(row);
  }
  const record = await writer.finish({
    status: 'failed',
    error: { message: 'the loss became NaN', exitCode: 3 },
  });
  return { folder: writer.folder, record };
}

const number = (text: string) => Number(text.replace('inf', 'Infinity').replace('nan', 'NaN'));

/** That MLflow sees every epoch, param, tag and file of a run, once. */
function expectWhole(seen: Seen, { record, folder }: StoredRun): void {
  const { epochs, curves } = readHistory(folder);
  for (const [name, values] of curves) {
    const [at, found] = [seen.metrics[name]!, seen.metrics[name]!.map(([, value]) => number(value))];
    expect(at.map(([step]) => step)).toEqual(epochs.map((epoch) => epoch - 1));
    // A database has no infinity.
    const finite = values.map((value) =>
      Math.abs(value) === Infinity ? Math.sign(value) * Number.MAX_VALUE : value,
    );
    expect([values, finite]).toContainEqual(found);
  }
  for (const [split, metrics] of Object.entries(record.metrics.final)) {
    for (const [name, value] of Object.entries(metrics)) {
      const [, last] = seen.metrics[`${split}.${name}`]!.at(-1)!;
      expect(number(last)).toBe(value ?? Number.NaN);
    }
  }
  expect(seen).toMatchObject({ name: record.id, start: Date.parse(record.times.started) });
  for (const file of ['experiment.yaml', 'run.json', 'metrics.csv']) {
    expect(seen.artifacts[file]).toBe(readFileSync(join(folder, file), 'utf8'));
  }
  expect(seen.tags).toMatchObject({ 'dlx.run_id': record.id, 'dlx.status': record.status });
}

describe.skipIf(python === undefined).each(['folder', 'server'])('MLflow sees in a %s', (kind) => {
  const { run, runsDir } = bench();
  let exporter: Exporter;
  let first: StoredRun;
  let odd: StoredRun;
  let done: Exported[];

  beforeAll(async () => {
    exporter = exportTo(places[kind]!, {});
    first = await run(abortAfter(13));
    odd = await oddRun();
    done = [await exporter(first), await exporter(odd)];
  });

  test('what was exported, whole', async () => {
    expect(done.map(({ outcome, notes }) => ({ outcome, notes }))).toEqual([
      { outcome: 'created', notes: [] },
      { outcome: 'created', notes: [] },
    ]);
    const { resumed, odd: odds } = await seenAt(places[kind]!);
    expect([resumed!.length, odds!.length]).toEqual([1, 1]);
    expectWhole(resumed![0]!, first);
    expectWhole(odds![0]!, odd);
    expect(resumed![0]!.status).toBe('KILLED');
    expect(done[0]!.where).toContain(resumed![0]!.id);
    expect(resumed![0]!.params['optimizer.adam.learning_rate']).toBe('0.001');
    expect(Object.keys(resumed![0]!.params)).toHaveLength(factsOf(first.record).size);
    expect(odds![0]!.params['architecture.0.Dense.name']).toMatch(/^x{5997}\.\.\.$/);
    expect(odds![0]!).toMatchObject({
      status: 'FAILED',
      tags: {
        'mlflow.note.content': 'a run of "odd" things: é, 漢字',
        'mlflow.source.git.commit': 'c0ffee',
        'dlx.tags': 'a, b',
        'dlx.error': 'the loss became NaN',
      },
    });
  });

  test('nothing twice: a run that has not changed is left alone, one that went on is brought up to date', async () => {
    expect((await exporter(odd)).outcome).toBe('unchanged');
    const resumed = await resumeRun(first.folder, {
      runsDir,
      listener: silent,
      overrides: ['training.epochs=8', 'training.callbacks=[]'],
      force: true,
    });
    const { outcome, notes } = await exporter(resumed);
    expect(outcome).toBe('updated');
    // Another process, which knows nothing of the first.
    expect((await exportTo(places[kind]!, {})(resumed)).outcome).toBe('unchanged');
    const all = await seenAt(places[kind]!);
    expect(all.resumed).toHaveLength(1);
    const [seen] = all.resumed!;
    expectWhole(seen!, resumed);
    expect(seen).toMatchObject({ status: 'FINISHED', id: expect.stringMatching(/^[0-9a-f]{32}$/) });
    const epochs = kind === 'server' ? '6' : '8';
    expect(seen!.params['training.epochs']).toBe(epochs);
    if (kind === 'server') expect(notes[0]).toContain('training.epochs stays 6 there, is 8');
    else expect(notes).toEqual([]);
  });

  test('an experiment of another name, if MLFLOW_EXPERIMENT_NAME says so', async () => {
    await exportTo(places[kind]!, { MLFLOW_EXPERIMENT_NAME: 'team/digits' })(odd);
    const seen = await seenAt(places[kind]!);
    expect(seen['team/digits']!.map(({ name }) => name)).toEqual([odd.record.id]);
    expect(seen.odd).toHaveLength(1);
  });
});
