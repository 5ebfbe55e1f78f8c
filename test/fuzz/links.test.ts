import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { lockFolder } from '../../src/disk/lock.js';
import { UserError } from '../../src/errors.js';
import { reload } from '../../src/resume/reload.js';
import { createRecord, listRuns, readRun } from '../../src/runs/index.js';
import { checkpointsOf, readBest, readNewest, writeBest } from '../../src/training/checkpoint/store.js';
import { startOf } from '../runs/made.js';
import { temporaryFolder } from '../runs/temporary.js';

const SECRET = 'not to be read, not to be written\n';
const stored = { arrays: new Map(), metadata: new Map() };

let runsDir: string;
let folder: string;
/** A file and a folder that belong to somebody else. */
let file: string;
let elsewhere: string;

beforeEach(async () => {
  runsDir = temporaryFolder();
  elsewhere = temporaryFolder();
  file = join(elsewhere, 'file');
  writeFileSync(file, SECRET);
  const writer = await createRecord(runsDir, startOf('linked'));
  await writer.finish({ status: 'completed' });
  folder = join(runsDir, writer.id);
});

/** Puts a link in the place of a file of the run. */
function link(name: string, to = file): void {
  rmSync(join(folder, name), { recursive: true, force: true });
  symlinkSync(to, join(folder, name));
}

const untouched = () => expect(readFileSync(file, 'utf8')).toBe(SECRET);

describe.skipIf(process.platform === 'win32')('in the folder of a run, a link that leads out of it', () => {
  test('is not read as its record', () => {
    renameSync(join(folder, 'run.json'), join(elsewhere, 'run.json'));
    link('run.json', join(elsewhere, 'run.json'));
    expect(() => readRun(folder)).toThrow(/run\.json: is a symbolic link/);
    const { runs, warnings } = listRuns(runsDir);
    expect([runs, warnings]).toEqual([[], [expect.stringMatching(/^skipped .*is a symbolic link/)]]);
  });

  test('is not read as its experiment', () => {
    const run = { folder, record: readRun(folder) };
    link('experiment.yaml');
    expect(() => reload(run, [])).toThrow(/experiment\.yaml: is a symbolic link/);
  });

  test('is not read as a checkpoint', () => {
    writeBest(elsewhere, stored);
    mkdirSync(checkpointsOf(folder));
    link('checkpoints/best.safetensors', join(elsewhere, 'best.safetensors'));
    link('checkpoints/step-00000001.safetensors', join(elsewhere, 'best.safetensors'));
    const passed: string[] = [];
    const use = () => 'read';
    expect(readBest(checkpointsOf(folder), use, (text) => passed.push(text))).toBeUndefined();
    expect(readNewest(checkpointsOf(folder), use, (text) => passed.push(text))).toBeUndefined();
    expect(passed).toEqual([expect.stringMatching(/is not a file/), expect.stringMatching(/is not a file/)]);
  });

  test('is not written through: the folder of checkpoints', () => {
    link('checkpoints', elsewhere);
    expect(() => writeBest(checkpointsOf(folder), stored)).toThrow(/checkpoints: is a symbolic link/);
  });

  test('is not written through: the file beside a checkpoint', () => {
    mkdirSync(checkpointsOf(folder));
    link('checkpoints/.best.safetensors.new');
    expect(() => writeBest(checkpointsOf(folder), stored)).toThrow(UserError);
    untouched();
    // The link itself is taken away, so that the next attempt can do its work.
    writeBest(checkpointsOf(folder), stored);
    untouched();
  });

  test('is not written through: a checkpoint', () => {
    mkdirSync(checkpointsOf(folder));
    link('checkpoints/best.safetensors');
    writeBest(checkpointsOf(folder), stored);
    untouched();
    expect(readBest(checkpointsOf(folder), () => 'read', expect.fail)?.value).toBe('read');
  });

  test('is neither read nor written as its lock', () => {
    link('lock');
    expect(() => lockFolder(folder)).toThrow(/lock: is a symbolic link/);
    untouched();
  });

  test('or a pipe without end keeps nobody waiting', () => {
    rmSync(join(folder, 'run.json'));
    execFileSync('mkfifo', [join(folder, 'run.json'), join(folder, 'lock')]);
    expect(() => readRun(folder)).toThrow(/run\.json: is no regular file/);
    expect(listRuns(runsDir).runs).toEqual([]);
    expect(() => lockFolder(folder)).toThrow(/lock: is no regular file/);
  });
});

test('an id that leads elsewhere is no id', () => {
  const path = join(folder, 'run.json');
  const record = JSON.parse(readFileSync(path, 'utf8'));
  for (const id of ['../x', '/x', '..', 'a; reboot', '$(reboot)', 'a\u0000b', 'a\nb', '']) {
    writeFileSync(path, JSON.stringify({ ...record, id }));
    expect(() => readRun(path), id).toThrow(/whose id is not what a record holds there/);
  }
});

test('a lock whose pid is a command is nobody’s', () => {
  const host = 'elsewhere';
  for (const pid of ['1; reboot', -1, 0, 1.5, {}]) {
    writeFileSync(join(folder, 'lock'), JSON.stringify({ token: 'a', pid, host, boot: '', started: '' }));
    lockFolder(folder).release();
  }
});
