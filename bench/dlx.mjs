import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** dlx as a contestant: an experiment of experiments/, or a path; what a user runs, with the epochs read from its record. */
export function dlxContestant(experiment, ...overrides) {
  const runs = mkdtempSync(path.join(tmpdir(), 'dlx-bench-'));
  process.on('exit', () => rmSync(runs, { recursive: true, force: true }));
  return {
    name: 'dlx',
    command: process.execPath,
    args: [
      path.join(root, 'bin', 'dlx.js'),
      'run',
      path.resolve(root, 'experiments', experiment),
      ...overrides,
      '--quiet',
      '--json',
      '--runs-dir',
      runs,
    ],
    read(stdout) {
      const record = JSON.parse(stdout);
      const csv = readFileSync(path.join(runs, record.id, 'metrics.csv'), 'utf8');
      const [head, ...lines] = csv
        .trim()
        .split('\n')
        .map((line) => line.split(','));
      const column = head.indexOf('seconds');
      return {
        version: `dlx ${record.versions.dlx}`,
        epochs: lines.map((line) => Number(line[column])),
        accuracy: record.metrics.final.test?.accuracy,
      };
    },
  };
}
