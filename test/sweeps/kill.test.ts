import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Stream } from '../../src/random.js';
import { listRuns } from '../../src/runs/index.js';
import { findSweep, sweepIds } from '../../src/sweeps/record/find.js';
import { numbersOf, TEXT } from '../resume/support.js';
import { temporaryFolder } from '../runs/temporary.js';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'dlx.js');
/** `npm run test:kills` makes it 50. */
const KILLS = Number(process.env.DLX_KILLS ?? 2);
const isLong = process.env.DLX_KILLS !== undefined;

/** Half a second of training each, with a checkpoint now and then. */
const EXPERIMENT = TEXT.replace(/ {2}callbacks:\n.*\n/, '')
  .replace('epochs: 6', 'epochs: 200')
  .replace('training:', 'training:\n  checkpoint: {every: {steps: 12}}');

const trials = Math.max(10, KILLS);
const RANDOM = `method: random
parameters:
  optimizer.adam.learning_rate: {distribution: log_uniform_values, min: 1e-4, max: 1e-1}
  architecture[0].Dense.units: {values: [4, 8, 16]}
run_cap: ${trials}
seed: 5
`;
const rates = Array.from({ length: trials / 2 }, (_, i) => (i + 1) / 1000);
const GRID = `method: grid
parameters:
  optimizer.adam.learning_rate: {values: [${rates}]}
  architecture[0].Dense.units: {values: [4, 8]}
`;

function files(search: string) {
  const folder = temporaryFolder();
  const file = join(folder, 'sweep.yaml');
  writeFileSync(join(folder, 'base.yaml'), EXPERIMENT);
  writeFileSync(file, `experiment: base.yaml\nmetric: {name: val_loss}\n${search}`);
  return { file, runsDir: join(folder, 'runs') };
}

const start = ({ file, runsDir }: ReturnType<typeof files>) =>
  spawn(process.execPath, [bin, 'sweep', file, '--runs-dir', runsDir, '--workers', '2'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // A group of its own, so that all of it can be killed.
    detached: true,
  });

async function ended(child: ChildProcess): Promise<number | string> {
  const [code, signal] = await once(child, 'exit');
  return code ?? signal;
}

/** All that a sweep has left, but for what a clock says. */
function left({ runsDir }: ReturnType<typeof files>) {
  const { trials: found, record } = findSweep(runsDir, 'last');
  const told = found.map(({ number, values, status, objectives, epochs, run }) => {
    return { number, values, status, objectives, epochs, numbers: numbersOf(join(runsDir, run!)) };
  });
  return { status: record.status, told };
}

describe.each([['a grid', GRID], ...(isLong ? [['random search', RANDOM]] : [])])('%s', (_, search) => {
  test(
    `killed with kill -9 at ${KILLS} random moments and begun again each time, is as if it never was`,
    async () => {
      const undisturbed = files(search);
      expect(await ended(start(undisturbed))).toBe(0);
      const expected = left(undisturbed);
      expect(expected.status).toBe('completed');
      expect(expected.told).toHaveLength(trials);

      const killed = files(search);
      const random = new Stream(13, 'kills');
      let kills = 0;
      for (let end: number | string = 'SIGKILL'; kills < KILLS && end === 'SIGKILL'; ) {
        const child = start(killed);
        // With the processes that train, or without: those then have to notice.
        const target = kills % 2 === 0 ? child.pid! : -child.pid!;
        const timer = setTimeout(() => process.kill(target, 'SIGKILL'), 300 + random.below(900));
        end = await ended(child);
        clearTimeout(timer);
        if (end === 'SIGKILL') kills++;
      }
      // A machine so fast that all was trained between kills has been killed often enough before.
      expect(kills).toBeGreaterThanOrEqual(Math.min(KILLS, 3));
      expect(await ended(start(killed))).toBe(0);
      expect(left(killed)).toEqual(expected);
      expect(sweepIds(killed.runsDir)).toHaveLength(1);
      // Every trial has one run: none was begun anew beside one that could go on.
      const runs = listRuns(killed.runsDir).runs.filter(({ record }) => record.epochs > 0);
      expect(new Set(runs.map(({ record }) => record.experiment_hash)).size).toBe(trials);
      const done = runs.filter(({ record }) => record.status === 'completed');
      expect(done).toHaveLength(trials);
      const lines = readFileSync(join(killed.runsDir, sweepIds(killed.runsDir)[0]!, 'trials.jsonl'), 'utf8');
      const events = lines
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      const completed = events.filter(({ status }) => status === 'completed').map(({ number }) => number);
      expect(new Set(completed).size).toBe(completed.length);
    },
    Math.max(60_000, 10_000 * KILLS),
  );
});
