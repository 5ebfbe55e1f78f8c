import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportTo } from '../../../src/exports/tensorboard/export.js';
import { TensorBoard } from '../../../src/exports/tensorboard/follow.js';
import { type RunResult, resumeRun } from '../../../src/pipeline.js';
import { factsOf } from '../../../src/runs/facts.js';
import { readHistory } from '../../../src/runs/history.js';
import { createRecord } from '../../../src/runs/index.js';
import { silent, together } from '../../../src/training/listener.js';
import { abortAfter, bench } from '../../resume/support.js';
import { rowOf, startOf } from '../../runs/made.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { python } from '../../support/peers.js';

const script = join(dirname(fileURLToPath(import.meta.url)), 'read.py');

interface Seen {
  /** Step, value in Python's words, s since 1970; by tag. */
  readonly scalars: { readonly [tag: string]: readonly (readonly [number, string, number])[] };
  readonly text: { readonly [tag: string]: string };
  readonly hparams: { readonly [name: string]: unknown };
  readonly started?: number;
  readonly status?: number;
}

/** What the tensorboard package reads in each folder, by folders below. */
function seenIn(...folders: string[]): { readonly [run: string]: Seen }[] {
  const { status, stdout, stderr } = spawnSync(python!, [script, ...folders], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const notes: string[] = [];
const note = (sentence: string) => void notes.push(sentence);

const number = (text: string) => Number(text.replace('inf', 'Infinity').replace('nan', 'NaN'));

/** That every epoch of a run is there, once, in float32, as is what came of it. */
function expectWhole(seen: { readonly [run: string]: Seen }, { record, folder }: RunResult): void {
  const { epochs, curves, steps } = readHistory(folder);
  const steady = epochs.map((epoch) => epoch - 1);
  for (const [name, values] of curves) {
    const run = name.startsWith('val_') ? 'validation' : 'train';
    const curve = seen[run]!.scalars[`epoch_${name.replace(/^val_/, '')}`]!;
    expect(curve.map(([step]) => step)).toEqual(steady);
    expect(curve.map(([, value]) => number(value))).toEqual(values.map(Math.fround));
  }
  for (const split of ['validation', 'test'] as const) {
    for (const [name, value] of Object.entries(record.metrics.final[split]!)) {
      const points = seen[split]!.scalars[`evaluation_${name}_vs_iterations`]!;
      expect(points.map(([step, found]) => [step, number(found)])).toEqual([
        [steps.at(-1), Math.fround(value!)],
      ]);
    }
  }
  const { text, hparams, started, status } = seen['.']!;
  expect(text.experiment).toContain('```yaml\nname: resumed\n');
  const facts = [...factsOf(record)].filter(([, value]) => value !== null);
  expect(hparams).toEqual(Object.fromEntries(facts));
  expect(started).toBeCloseTo(Date.parse(record.times.started) / 1000, 3);
  expect(status).toBe(1);
}

/** A run that goes on from a checkpoint two epochs before its event files end; one ends in half a record. */
async function goneBack(): Promise<RunResult> {
  const { run, runsDir } = bench();
  const { listener, signal } = abortAfter(24);
  const overrides = ['training.checkpoint={every: epoch, keep: 9}'];
  const first = await run({ overrides, listener: together(listener!, new TensorBoard(note)), signal });
  const checkpoints = join(first.folder, 'checkpoints');
  for (const name of readdirSync(checkpoints)) {
    if (!/step-0*(5|10)\./.test(name)) rmSync(join(checkpoints, name));
  }
  const validation = join(first.folder, 'tensorboard', 'validation');
  const [file] = readdirSync(validation);
  truncateSync(join(validation, file!), statSync(join(validation, file!)).size - 7);
  return resumeRun(first.folder, { runsDir, listener: new TensorBoard(note) });
}

describe.skipIf(python === undefined)('TensorBoard reads', () => {
  let whole: RunResult;
  let resumed: RunResult;
  let exported: string;
  let seen: { readonly [run: string]: Seen }[];

  beforeAll(async () => {
    const { run, runsDir } = bench();
    whole = await run({ listener: new TensorBoard(note) });
    resumed = await goneBack();
    exported = temporaryFolder();
    await exportTo(exported)(whole);
    const odd = await createRecord(runsDir, startOf('odd', { metrics: ['accuracy'] }));
    for (const [i, loss] of [Number.NaN, Infinity, -1e300, 1].entries()) odd.epoch(rowOf(i + 1, loss));
    const record = await odd.finish({ status: 'failed', error: { message: 'NaN', exitCode: 3 } });
    await exportTo(exported)({ folder: odd.folder, record });
    seen = seenIn(
      join(whole.folder, 'tensorboard'),
      join(resumed.folder, 'tensorboard'),
      join(exported, whole.record.id),
      join(exported, record.id),
    );
  });

  test('what a run writes as it goes', () => {
    expectWhole(seen[0]!, whole);
    const times = seen[0]!.train!.scalars.epoch_loss!.map(([, , time]) => time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThan(Date.parse(whole.record.times.started) / 1000);
    expect(notes).toEqual([]);
  });

  test('what an exported run says, the same', () => {
    expectWhole(seen[2]!, whole);
  });

  test('values that are not finite', () => {
    const values = seen[3]!.train!.scalars.epoch_loss!.map(([, value]) => value);
    expect(values).toEqual(['nan', 'inf', '-inf', '1.0']);
    expect(seen[3]!['.']!.status).toBe(2);
    expect(Object.keys(seen[3]!)).not.toContain('test');
  });

  test('every epoch of a run once that went back to an older checkpoint', () => {
    expect(resumed.record.resumed.map(({ epoch }) => epoch)).toEqual([2]);
    expectWhole(seen[1]!, resumed);
  });
});

test('an exported run that has not changed is left alone, a longer one replaced', async () => {
  const { run, runsDir } = bench();
  const first = await run(abortAfter(13));
  const to = exportTo(temporaryFolder());
  expect((await to(first)).outcome).toBe('created');
  expect((await to(first)).outcome).toBe('unchanged');
  const longer = await resumeRun(first.folder, { runsDir, listener: silent });
  expect(await to(longer)).toMatchObject({ outcome: 'updated', id: first.record.id });
});

describe('where the disk does not do its part', () => {
  test('training goes on without event files, and a note says so once', async () => {
    const { run } = bench();
    const said: string[] = [];
    const elsewhere = temporaryFolder();
    const writer = new TensorBoard((sentence) => void said.push(sentence));
    const { record, folder } = await run({
      listener: {
        ...together(writer),
        start: (event) => {
          symlinkSync(elsewhere, join(event.folder, 'tensorboard'));
          writer.start(event);
        },
      },
    });
    expect(record.status).toBe('completed');
    expect(said).toEqual([
      expect.stringMatching(/^TensorBoard's files lack what came since: .*is a symbolic link/),
    ]);
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(existsSync(join(folder, 'tensorboard', 'train'))).toBe(false);
  });

  test('an export ends with exit code 4 and says where to', async () => {
    const { run } = bench();
    const done = await run();
    const file = join(temporaryFolder(), 'a');
    writeFileSync(file, '');
    await expect(exportTo(file)(done)).rejects.toMatchObject({
      exitCode: 4,
      message: expect.stringMatching(
        /cannot write for TensorBoard \((ENOTDIR|EEXIST)\)\n.*with --tensorboard/,
      ),
    });
  });
});
