import { Stream } from '../../../src/random.js';
import { goOn, leftovers, lossesIn } from '../losses.js';
import { each, pause, start } from '../process.js';
import type { Program } from '../program.js';
import { experiment, makeScene, referenceOf, runsIn } from '../scene.js';
import { type FaultCase, Tally } from './case.js';

/** Trains for about a second. */
const TEXT = experiment({ engine: '{onnx: {threads: 1}}', epochs: 150, checkpoint: '{every: auto}' });

interface Ending {
  readonly name: string;
  readonly codes: readonly number[];
  /** Ends a process that has trained for some epochs. */
  end(started: ReturnType<typeof start>): Promise<void> | void;
}

const by = (signal: NodeJS.Signals, code: number): Ending => ({
  name: signal,
  codes: [code],
  end: ({ child }) => void child.kill(signal),
});

const ENDINGS: readonly Ending[] = [
  by('SIGINT', 130),
  by('SIGTERM', 143),
  by('SIGHUP', 129),
  {
    name: 'SIGINT twice',
    codes: [130],
    end: ({ child }) => {
      child.kill('SIGINT');
      child.kill('SIGINT');
    },
  },
  {
    name: 'SIGINT, and SIGTERM while it ends',
    codes: [130],
    async end({ child }) {
      child.kill('SIGINT');
      await pause(5);
      child.kill('SIGTERM');
    },
  },
  {
    name: 'a closed pipe',
    codes: [141],
    end: ({ child }) => void child.stdout!.destroy(),
  },
];

/** Signals end a run in order: the code that is documented, a record, a checkpoint, no lock. */
export const signals: FaultCase = {
  name: 'SIGINT once and twice, SIGTERM, SIGHUP, a closed pipe',
  naive: 'no',
  async run(program: Program, extent) {
    const tally = new Tally();
    const reference = await referenceOf(program, TEXT);
    const random = new Stream(1, 'signals');
    const times = extent === 'all' ? 5 : 1;
    const plans = Array.from({ length: times }, () => ENDINGS)
      .flat()
      .map((ending) => ({ ending, after: random.below(120) }));
    await each(plans, async ({ ending, after }) => {
      const scene = makeScene(program, TEXT);
      const started = start(program, ['run', scene.file, '--runs-dir', scene.runsDir]);
      await started.trained(2);
      await pause(after);
      await ending.end(started);
      const { code, signal, stderr } = await started.ended;
      const losses = lossesIn(scene, reference);
      const finished = code === 0;
      if (!finished && !ending.codes.includes(code ?? -1)) losses.push(`exit ${code ?? signal}: ${stderr}`);
      if (/^\s+at /m.test(stderr)) losses.push(`a stack trace: ${stderr}`);
      const left = leftovers(scene.runsDir);
      if (left.length > 0) losses.push(`left behind: ${left.join(', ')}`);
      if (runsIn(scene.runsDir).length !== 1) losses.push('no record');
      losses.push(...(await goOn(scene, reference)));
      tally.add(`${ending.name} after ${after} ms`, losses);
    });
    return tally;
  },
};
