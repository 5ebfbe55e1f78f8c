import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { Stream } from '../../../src/random.js';
import { listRuns } from '../../../src/runs/index.js';
import { findSweep } from '../../../src/sweeps/record/find.js';
import { openStore } from '../../../src/sweeps/store/index.js';
import { cleanEnv as env } from '../../commands/package.js';
import { makeProgram } from '../../faults/program.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { isThere, RedisServer } from './redis.js';

/** `npm run test:chaos` makes it 4 workers, 200 trials and a kill every few seconds. */
const isLong = process.env.DLX_CHAOS !== undefined;
const [WORKERS, TRIALS, KILLS] = isLong ? [4, 200, Infinity] : [2, 20, 1];
const random = new Stream(7, 'chaos');

const EXPERIMENT = `name: chaos
seed: 1
data:
  dataset: {synthetic_classification: {samples: 200, features: 6, classes: 3}}
  split: {validation: 0.2}
architecture:
  - Dense: {units: 8, activation: relu}
  - Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
training: {epochs: 20, batch_size: 8}
engine: {onnx: {threads: 1}}
`;
const SWEEP = `experiment: base.yaml
method: random
seed: 3
run_cap: ${TRIALS}
metric: {name: val_loss}
parameters:
  optimizer.adam.learning_rate: {distribution: log_uniform_values, min: 1.0e-4, max: 1.0e-1}
`;

describe.skipIf(!isThere)('workers are killed and Redis is restarted', () => {
  let bin: string;
  let child: string;
  beforeAll(async () => {
    ({ bin } = await makeProgram('dlx'));
    child = join(dirname(dirname(bin)), 'dist', 'worker-child.mjs');
    await build({
      entryPoints: [join(import.meta.dirname, 'worker-child.ts')],
      outfile: child,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    });
  });

  const run = (cwd: string, ...words: string[]): ChildProcess =>
    spawn(process.execPath, words, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const dlx = (cwd: string, ...words: string[]) => run(cwd, bin, ...words);

  test(`${TRIALS} results, none twice, none lost`, { timeout: 1_200_000 }, async () => {
    const redis = await RedisServer.start();
    const [folder, place] = [temporaryFolder(), join(temporaryFolder(), 'store')];
    writeFileSync(join(folder, 'base.yaml'), EXPERIMENT);
    writeFileSync(join(folder, 'sweep.yaml'), SWEEP);
    const where = ['--queue', redis.address, '--store', place];
    const start = () =>
      isLong
        ? dlx(temporaryFolder(), 'worker', ...where, '--workers', '1')
        : run(temporaryFolder(), child, redis.address, place);
    const workers = Array.from({ length: WORKERS }, start);
    const sweep = dlx(folder, 'sweep', 'sweep.yaml', ...where, '--quiet');
    let said = '';
    sweep.stderr!.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    const ended = once(sweep, 'exit');
    const store = await openStore(place, {});
    const done = async () => (await store.list('')).filter((key) => /\/result\.json$/.test(key)).length;
    let kills = 0;
    let restarted = false;
    while (sweep.exitCode === null) {
      await Promise.race([ended, sleep(isLong ? 3000 + 3000 * random.uniform() : 200)]);
      const now = await done();
      if (!restarted && now > TRIALS / 2) {
        restarted = true;
        await redis.restart();
      }
      if (now < 2 || kills >= KILLS || sweep.exitCode !== null) continue;
      const i = Math.floor(random.uniform() * WORKERS);
      // The whole group: what trains, too.
      process.kill(-workers[i]!.pid!, 'SIGKILL');
      kills++;
      workers[i] = start();
    }
    for (const worker of workers) worker.kill('SIGTERM');
    await Promise.all(workers.map((worker) => worker.exitCode ?? once(worker, 'exit')));
    expect(said).toMatch(/is lost: trying again/);
    expect({ code: sweep.exitCode, restarted, killed: kills > 0 }).toEqual({
      code: 0,
      restarted: true,
      killed: true,
    });

    const { trials, record } = findSweep(join(folder, 'runs'), 'last');
    expect(record.status).toBe('completed');
    expect(trials.map(({ status }) => status)).toEqual(Array.from({ length: TRIALS }, () => 'completed'));
    const runs = listRuns(join(folder, 'runs')).runs.map((run) => run.record);
    expect(runs.map(({ id }) => id).sort()).toEqual(trials.map(({ run }) => run).sort());
    expect(new Set(runs.map(({ experiment_hash: hash }) => hash)).size).toBe(TRIALS);
    expect(await done()).toBe(TRIALS);
    // What came of them is what comes of them here, where nobody is killed.
    const quiet = temporaryFolder();
    writeFileSync(join(quiet, 'base.yaml'), EXPERIMENT);
    writeFileSync(join(quiet, 'sweep.yaml'), SWEEP);
    await once(dlx(quiet, 'sweep', 'sweep.yaml', '--quiet'), 'exit');
    const alone = findSweep(join(quiet, 'runs'), 'last').trials;
    const told = (list: typeof trials) => list.map(({ values, objectives }) => ({ values, objectives }));
    expect(told(trials)).toEqual(told(alone));
    console.log(`${TRIALS} trials, ${WORKERS} workers, ${kills} kills, one restart of Redis`);
    expect(readdirSync(folder).sort()).toEqual(['base.yaml', 'runs', 'sweep.yaml']);
  });
});
