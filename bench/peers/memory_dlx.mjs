// Memory of some steps of an experiment in dlx. Arguments: experiment file, steps, overrides.
// With --expose-gc, so that what is left over from reading the data does not hide what steps need.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runExperiment, version } from '../../dist/index.js';
import { peak, resetPeak, resident } from './memory.mjs';

const [file, steps, ...overrides] = process.argv.slice(2);
const runsDir = mkdtempSync(path.join(tmpdir(), 'dlx-bench-'));
process.on('exit', () => rmSync(runsDir, { recursive: true, force: true }));
const enough = new AbortController();
const report = { version: `dlx ${version}`, seconds: [] };
let before;
let begun;
await runExperiment(file, {
  overrides,
  runsDir,
  signal: enough.signal,
  listener: {
    // The data is read and the step compiled, but none has been run.
    start() {
      globalThis.gc();
      report.baseline = resident();
      before = peak();
      resetPeak();
      begun = performance.now();
    },
    batch({ step }) {
      report.seconds.push((performance.now() - begun) / 1000);
      if (step === Number(steps)) {
        report.training = peak();
        report.peak = Math.max(before, peak());
        enough.abort();
      }
      begun = performance.now();
    },
    epoch() {},
    end() {},
  },
});
process.stdout.write(`${JSON.stringify(report)}\n`);
