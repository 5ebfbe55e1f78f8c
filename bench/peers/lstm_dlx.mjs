// Classifying digits as sequences with an LSTM in dlx. Arguments: experiment file, overrides.
// Prints the seconds of every epoch, and of the first step from the call on, reading the data and compiling included.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runExperiment, version } from '../../dist/index.js';

const [file, ...overrides] = process.argv.slice(2);
const runsDir = mkdtempSync(path.join(tmpdir(), 'dlx-bench-'));
process.on('exit', () => rmSync(runsDir, { recursive: true, force: true }));
const report = { version: `dlx ${version}`, epochs: [] };
const begun = performance.now();
await runExperiment(file, {
  overrides,
  runsDir,
  listener: {
    start() {},
    batch() {
      report.first ??= (performance.now() - begun) / 1000;
    },
    epoch({ seconds, logs }) {
      report.epochs.push(seconds);
      report.accuracy = logs.accuracy;
    },
    end() {},
  },
});
process.stdout.write(`${JSON.stringify(report)}\n`);
