import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type LaunchOptions, launchSweep } from '../../src/sweeps/launch.js';
import { readSweepFolder } from '../../src/sweeps/record/read.js';
import type { StoredSweep } from '../../src/sweeps/record/record.js';
import { sweepOf } from './pretend.js';

const GRID = `method: grid
metric: {name: val_loss}
parameters:
  architecture[0].Dense.units: {values: [4, 8, 12]}
`;

let done: StoredSweep;
let sweep: ReturnType<typeof sweepOf>;
const notes: string[] = [];
const launch = (options: LaunchOptions = {}) =>
  launchSweep(
    { file: sweep.file },
    { runsDir: sweep.runsDir, workers: 2, note: (note) => notes.push(note), ...options },
  );
beforeEach(async () => {
  notes.length = 0;
  sweep = sweepOf(GRID);
  done = await launch();
});

const runs = () => readdirSync(sweep.runsDir).filter((name) => /^\d{8}T/.test(name));

function damage(choose: (lines: string[]) => number): void {
  const file = join(done.folder, 'trials.jsonl');
  const lines = readFileSync(file, 'utf8').split('\n');
  lines[choose(lines)] = '{"event":"en';
  writeFileSync(file, lines.join('\n'));
}

const results = ({ trials }: StoredSweep) =>
  trials.map(({ number, status, run, objectives }) => ({ number, status, run, objectives }));

test('a line that says nothing is made up for by the record of the run', async () => {
  const before = runs();
  damage((lines) => lines.findIndex((line) => line.includes('"ended"')));
  expect(readSweepFolder(done.folder).trials.map(({ status }) => status)).toContain('waiting');
  const again = await launch();
  expect(again.record.id).toBe(done.record.id);
  expect(results(again)).toEqual(results(done));
  expect(runs()).toEqual(before);
  expect(notes).toEqual([expect.stringMatching(/^line \d+ of .*trials\.jsonl is damaged/)]);
});

test('a sweep that cannot be read is passed over, and that is said', async () => {
  damage((lines) => lines.findIndex((line) => line.includes('"chosen"')));
  const again = await launch();
  expect(again.record.id).not.toBe(done.record.id);
  expect(notes).toEqual([
    expect.stringContaining('passed over a sweep that cannot be read'),
    expect.stringContaining('what was trained before is not trained again'),
  ]);
  expect(again.trials.map(({ run }) => run)).toEqual(done.trials.map(({ run }) => run));
  await expect(launchSweep({ resume: done.record.id }, { runsDir: sweep.runsDir })).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/trials\.jsonl:\d+: expected what became of a trial that was chosen/),
  });
});

test('a list of trials that is gone is missed by its name', async () => {
  rmSync(join(done.folder, 'trials.jsonl'));
  expect(() => readSweepFolder(done.folder)).toThrow('trials.jsonl: is missing');
});

test('what another sweep has trained is not trained again, as long as the data is the same', async () => {
  const before = runs();
  // Less is asked for: another sweep.
  sweep.write(GRID.replace('[4, 8, 12]', '[8, 12]'));
  const less = await launch();
  expect(less.record.id).not.toBe(done.record.id);
  expect(runs()).toEqual(before);
  expect(less.trials.map(({ run, objectives }) => [run, objectives])).toEqual(
    done.trials.slice(1).map(({ run, objectives }) => [run, objectives]),
  );
  expect(notes).toEqual([
    expect.stringMatching(/^what was trained before is not trained again, as trial [01]: /),
  ]);
  // Whoever begins anew wants to see it trained.
  await launch({ anew: true });
  expect(runs()).toHaveLength(before.length + 2);
});

test('what was trained on other data says nothing', async () => {
  const run = join(sweep.runsDir, done.trials[1]!.run!, 'run.json');
  const record = JSON.parse(readFileSync(run, 'utf8'));
  writeFileSync(run, JSON.stringify({ ...record, data_hash: '0'.repeat(64) }));
  sweep.write(GRID.replace('[4, 8, 12]', '[8, 12]'));
  const { trials } = await launch();
  expect(trials.map(({ run: id }) => done.trials.some((one) => one.run === id))).toEqual([false, true]);
});
