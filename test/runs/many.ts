import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeId } from '../../src/runs/id.js';
import { createRecord, type RunRecord } from '../../src/runs/index.js';
import { experimentOf, startOf } from './made.js';
import { temporaryFolder } from './temporary.js';

const START = Date.UTC(2026, 0, 1);
export const RATES = [0.1, 0.03, 0.01, 0.003, 0.001];

/** The accuracy of the run of that number: of every rate about as good, and different in every run. */
export const accuracyOf = (i: number) => 0.5 + ((i * 7919) % 10_000) / 25_000;

/**
 * A folder of so many completed runs, a minute apart, written as quickly as a disk takes them: five learning rates, each
 * with one seed after the other.
 */
export async function manyRuns(count: number): Promise<string> {
  const model = await oneRecord();
  const runsDir = temporaryFolder();
  for (let i = 0; i < count; i++) {
    const started = new Date(START + i * 60_000);
    const [seed, rate] = [Math.floor(i / RATES.length), RATES[i % RATES.length]!];
    const hash = i.toString(16).padStart(64, '0');
    const id = makeId(started, 'many', hash.slice(-8));
    const experiment = { ...model.experiment, seed, optimizer: { adam: { learning_rate: rate } } };
    const accuracy = accuracyOf(i);
    const final = { ...model.metrics.final, test: { loss: 1 - accuracy, accuracy } };
    const record: RunRecord = {
      ...model,
      id,
      experiment,
      seed,
      experiment_hash: hash,
      tags: i % 100 === 0 ? ['test', 'round'] : ['test'],
      times: { ...model.times, started: started.toISOString() },
      metrics: { ...model.metrics, final },
    };
    mkdirSync(join(runsDir, id));
    writeFileSync(join(runsDir, id, 'run.json'), JSON.stringify(record, null, 2));
  }
  return runsDir;
}

async function oneRecord(): Promise<RunRecord> {
  const runsDir = temporaryFolder();
  const writer = await createRecord(runsDir, startOf('many', { experiment: experimentOf('many') }));
  const values = { loss: 0.5, accuracy: 0.75 };
  await writer.finish({ status: 'completed', final: { train: values, validation: values, test: values } });
  return JSON.parse(readFileSync(join(writer.folder, 'run.json'), 'utf8')) as RunRecord;
}
