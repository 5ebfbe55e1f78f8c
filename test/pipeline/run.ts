import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { runExperiment } from '../../src/pipeline.js';
import type { RunRecord } from '../../src/runs/index.js';
import { silent } from '../../src/training/listener.js';
import { temporaryFolder } from '../runs/temporary.js';

export interface Ran {
  readonly record: RunRecord;
  /** metrics.csv by column, as text. */
  readonly epochs: readonly { readonly [column: string]: string }[];
  readonly folder: string;
}

/** Runs an experiment file for real, with records in a folder of its own. */
export async function runFile(file: string, ...overrides: string[]): Promise<Ran> {
  const { record, folder } = await runExperiment(file, {
    overrides,
    runsDir: temporaryFolder(),
    listener: silent,
  });
  const csv = readFileSync(join(folder, 'metrics.csv'), 'utf8');
  return { record, folder, epochs: parse(csv, { columns: true }) };
}

/** Writes an experiment and runs it. */
export async function runText(text: string, ...overrides: string[]): Promise<Ran> {
  return runFile(fileOf(text), ...overrides);
}

export function fileOf(text: string | Buffer, folder = temporaryFolder()): string {
  const file = join(folder, 'experiment.yaml');
  writeFileSync(file, text);
  return file;
}

/** What `work` throws, and whether it left anything in the folder of runs. */
export async function failing(
  file: string,
  ...overrides: string[]
): Promise<{ error: Error; runs: string[] }> {
  const runsDir = temporaryFolder();
  try {
    await runExperiment(file, { overrides, runsDir, listener: silent });
  } catch (error) {
    return { error: error as Error, runs: readdirSync(runsDir) };
  }
  throw new Error(`${file} ran, though it should have failed`);
}
