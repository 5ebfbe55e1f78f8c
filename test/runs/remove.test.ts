import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { lockFolder } from '../../src/disk/lock.js';
import { catalog } from '../../src/runs/catalog/catalog.js';
import { bytesOf, filesOf, isWeights } from '../../src/runs/files.js';
import { createRecord, type RecordWriter, readRun } from '../../src/runs/index.js';
import { removeRun, removeWeights } from '../../src/runs/remove.js';
import { retagged, tagged, tagRun } from '../../src/runs/tags.js';
import { experimentOf, startOf } from './made.js';
import { temporaryFolder } from './temporary.js';

let runsDir: string;
let writer: RecordWriter;
let folder: string;
beforeEach(async () => {
  runsDir = temporaryFolder();
  writer = await createRecord(runsDir, startOf('a', { experiment: experimentOf('a', { tags: ['x', 'y'] }) }));
  folder = writer.folder;
  mkdirSync(join(folder, 'checkpoints'));
  writeFileSync(join(folder, 'checkpoints', 'best.safetensors'), 'x'.repeat(1000));
  writeFileSync(join(folder, 'model.onnx'), 'x'.repeat(500));
});
const finish = () => writer.finish({ status: 'completed' });
const busy = expect.objectContaining({ exitCode: 5, message: expect.stringMatching(/is in use: process/) });

describe('files of a run', () => {
  test('by path, with their sizes; weights are checkpoints and models', () => {
    const files = filesOf(folder).filter(({ path }) => path !== 'lock');
    expect(files.map(({ path }) => path)).toEqual([
      'checkpoints/best.safetensors',
      'experiment.yaml',
      'metrics.csv',
      'model.onnx',
      'run.json',
    ]);
    expect(bytesOf(files.filter(isWeights))).toBe(1500);
    expect(files.find(({ path }) => path === 'run.json')!.bytes).toBe(
      readFileSync(join(folder, 'run.json')).length,
    );
  });

  test('a link is none of them', () => {
    symlinkSync('/etc', join(folder, 'out'));
    expect(filesOf(folder).some(({ path }) => path.startsWith('out'))).toBe(false);
  });
});

describe('removing a run', () => {
  test('leaves nothing, and the catalog follows', async () => {
    await finish();
    expect(catalog(runsDir).entries).toHaveLength(1);
    removeRun(folder);
    expect(readdirSync(runsDir)).toEqual(['.index.json']);
    expect(catalog(runsDir)).toEqual({ entries: [], warnings: [] });
  });

  test('or its weights alone, which leaves the record', async () => {
    await finish();
    removeWeights(folder);
    expect(readdirSync(folder).sort()).toEqual(['experiment.yaml', 'metrics.csv', 'run.json']);
    removeWeights(folder);
    expect(readRun(folder).status).toBe('completed');
  });

  test.each([
    ['removeRun', removeRun],
    ['removeWeights', removeWeights],
    ['tagRun', (path: string) => tagRun(path, ['z'], [])],
  ])('%s leaves one alone that a process writes to', async (_name, work) => {
    const before = filesOf(folder);
    expect(() => work(folder)).toThrow(busy);
    expect(filesOf(folder)).toEqual(before);
    await finish();
    work(folder);
  });

  test('refuses a folder that has not the name of a run, whatever is in it', () => {
    const project = join(temporaryFolder(), 'project');
    mkdirSync(project);
    writeFileSync(join(project, 'run.json'), readFileSync(join(folder, 'run.json')));
    for (const work of [removeRun, removeWeights])
      expect(() => work(project)).toThrow(/its name is not that of a run/);
    expect(readdirSync(project)).toEqual(['run.json']);
  });

  test('finishes what a kill has left half done, once that is certainly dead', async () => {
    await finish();
    const left = [join(runsDir, '.gone-old'), join(runsDir, '.gone-young')];
    for (const path of left) mkdirSync(join(path, 'checkpoints'), { recursive: true });
    const old = Date.now() / 1000 - 120;
    utimesSync(left[0]!, old, old);
    removeRun(folder);
    expect(left.map((path) => existsSync(path))).toEqual([false, true]);
    expect(catalog(runsDir).entries).toEqual([]);
  });

  test('that cannot be removed says why', async () => {
    await finish();
    spawnSync('rm', ['-r', folder]);
    expect(() => removeRun(folder)).toThrow(expect.objectContaining({ exitCode: 4 }));
  });
});

describe('tags', () => {
  test('are added behind and removed, each once; the experiment stays as it was', async () => {
    const before = await finish();
    expect(catalog(runsDir).entries[0]!.tags).toEqual(['x', 'y']);
    expect(tagRun(folder, ['good', 'x', 'good'], ['y', 'none']).tags).toEqual(['x', 'good']);
    expect(readRun(folder)).toEqual({ ...before, tags: ['x', 'good'] });
    expect(catalog(runsDir).entries[0]!.tags).toEqual(['x', 'good']);
    expect(readdirSync(folder)).not.toContain('lock');
  });

  test('of a killed run leave it what it was', async () => {
    const file = join(folder, 'run.json');
    const record = JSON.parse(readFileSync(file, 'utf8'));
    await finish();
    const gone = { ...record, process: { ...record.process, started: 'another time' } };
    writeFileSync(file, JSON.stringify(gone));
    tagRun(folder, ['good'], []);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...gone, tags: ['x', 'y', 'good'] });
  });

  test('given by hand stay when a run goes on, and those of the experiment follow it', async () => {
    const record = { ...(await finish()), tags: ['x', 'good'] };
    expect(retagged(record, ['x', 'y'])).toEqual(['x', 'good']);
    expect(retagged(record, ['x', 'y', 'new'])).toEqual(['x', 'new', 'good']);
    expect(tagged([], ['a'], ['a'])).toEqual([]);
  });

  test('a run that is locked by a process that is gone can be changed', async () => {
    await finish();
    const lock = lockFolder(folder);
    const held = JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'));
    writeFileSync(join(folder, 'lock'), JSON.stringify({ ...held, started: 'another time' }));
    expect(tagRun(folder, ['z'], []).tags).toContain('z');
    lock.release();
  });
});
