import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { listRuns } from '../../../src/runs/index.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { unlike } from '../losses.js';
import { pause, start } from '../process.js';
import { experiment, leftBy, makeScene, referenceOf } from '../scene.js';
import { type FaultCase, Tally } from './case.js';

const LIBRARIES = ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/faketime/libfaketime.so.1`);

const TEXT = experiment({ engine: '{onnx: {threads: 1}}', epochs: 150, checkpoint: '{every: auto}' });

/** The clock of the calendar is set back an hour during a run, and between two. */
export const clockSetBack: FaultCase = {
  name: 'the clock set back an hour (libfaketime)',
  naive: 'no',
  whyNot: () =>
    LIBRARIES.some(existsSync)
      ? undefined
      : 'libfaketime is not installed: node scripts/debian.mjs libfaketime',
  async run(program, extent) {
    const tally = new Tally();
    const reference = await referenceOf(program, TEXT);
    for (let round = 0; round < (extent === 'all' ? 5 : 1); round++) {
      const file = join(temporaryFolder(), 'time');
      const env = {
        LD_PRELOAD: LIBRARIES.find(existsSync)!,
        FAKETIME_TIMESTAMP_FILE: file,
        FAKETIME_NO_CACHE: '1',
        // as on a real machine
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      };
      const scene = makeScene(program, TEXT);
      const words = ['run', scene.file, '--runs-dir', scene.runsDir];
      writeFileSync(file, '+0');
      const begun = performance.now();
      const first = start(program, words, { env });
      await first.trained(2 + round);
      writeFileSync(file, '-1h');
      const losses = unlike(await first.ended, { code: 0 });
      const took = (performance.now() - begun) / 1000;
      await pause(10);
      losses.push(...unlike(await start(program, words, { env }).ended, { code: 0 }));
      const { runs, warnings } = listRuns(scene.runsDir);
      losses.push(...warnings);
      const [newer, older] = runs;
      if (!newer || !older) losses.push(`${runs.length} records of two runs`);
      else losses.push(...wrongIn(older.record, newer.record, took));
      for (const { folder } of runs) {
        if (!isDeepStrictEqual(leftBy(folder), reference)) losses.push('another result');
        if (secondsIn(folder).some((seconds) => !(seconds >= 0 && seconds < took)))
          losses.push('durations of epochs');
      }
      tally.add(`round ${round}`, losses);
    }
    return tally;
  },
};

interface Timed {
  readonly id: string;
  readonly times: {
    readonly started: string;
    readonly ended: string | null;
    readonly seconds: number | null;
  };
}

/** The older run began before the clock was set back, the newer one after. */
function wrongIn(older: Timed, newer: Timed, took: number): string[] {
  const losses: string[] = [];
  const [before, after] = [older, newer].map(({ times }) => Date.parse(times.started));
  if (!(before! - after! > 3_000_000))
    losses.push(`order: ${newer.id} is not the newer one, or the clock was not set`);
  for (const { times } of [older, newer]) {
    if (!(times.seconds! > 0 && times.seconds! < took + 30)) losses.push(`a run of ${times.seconds} s`);
    if (Date.parse(times.ended!) < Date.parse(times.started)) losses.push('ended before it started');
  }
  return losses;
}

function secondsIn(folder: string): number[] {
  const [head, ...lines] = readFileSync(join(folder, 'metrics.csv'), 'utf8').trim().split('\n');
  const column = head!.split(',').indexOf('seconds');
  return lines.map((line) => Number(line.split(',')[column]));
}
