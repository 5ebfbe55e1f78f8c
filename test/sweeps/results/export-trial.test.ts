import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runExperiment } from '../../../src/pipeline.js';
import { readHistory } from '../../../src/runs/history.js';
import { exportTrial } from '../../../src/sweeps/results/export-trial.js';
import { silent } from '../../../src/training/listener.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { sweepOf, TEXT, trialOf, written } from './made.js';

describe('the best trial as a file', () => {
  test('trains to what the trial came to, bit for bit, from another folder', async () => {
    const folder = temporaryFolder();
    const rows = Array.from({ length: 60 }, (_, i) => `${Math.sin(i)},${Math.cos(3 * i)},${i % 2}`);
    written(folder, 'rows.csv', `a,b,kind\n${rows.join('\n')}\n`);
    const text = TEXT.replace(/dataset: .*/, 'dataset: {csv: {path: rows.csv, target: kind}}');
    const file = written(folder, 'base.yaml', text);
    const runsDir = join(folder, 'runs');
    const overrides = ['architecture[1].Dense.units=5', 'optimizer.adam.learning_rate=0.03', 'engine=cpu'];
    const ran = await runExperiment(file, { overrides, runsDir, listener: silent });
    const { id: run, experiment_hash } = ran.record;
    const values = { 'architecture[1].Dense.units': 5, 'optimizer.adam.learning_rate': 0.03 };
    const trial = trialOf(0, { run, experiment_hash, values });
    const sweep = { ...sweepOf([trial], { experiment: file }), folder: join(runsDir, 'sweep-x') };
    const out = join(temporaryFolder(), 'best.yaml');
    const notes: string[] = [];
    const made = exportTrial(sweep, { out, note: (sentence) => notes.push(sentence) });
    expect(notes).toEqual([]);
    expect(made).toMatchObject({ trial: 0, run, file: out, text: readFileSync(out, 'utf8') });
    expect(made.text).toContain('optimizer: {adam: {learning_rate: 0.03}} # as Keras has it');
    const again = await runExperiment(out, { overrides: [], runsDir, listener: silent });
    expect(again.record.name).toBe('made-best');
    expect(readHistory(again.folder).hashes).toEqual(readHistory(ran.folder).hashes);
    expect(again.record.data_hash).toBe(ran.record.data_hash);
  });

  test('of what no longer comes to the same: says so', () => {
    const folder = temporaryFolder();
    written(folder, 'experiment.yaml', TEXT);
    const trial = trialOf(0, { run: 'gone', values: { 'training.epochs': 1 } });
    const sweep = { ...sweepOf([trial], { experiment: join(folder, 'base.yaml') }), folder };
    const notes: string[] = [];
    exportTrial(sweep, { note: (sentence) => notes.push(sentence) });
    expect(notes).toEqual([expect.stringMatching(/^it is not what the trial was/)]);
  });
});
