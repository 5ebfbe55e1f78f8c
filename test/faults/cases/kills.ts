import { Stream } from '../../../src/random.js';
import { goOn, lossesIn } from '../losses.js';
import { each, pause, start } from '../process.js';
import type { Program } from '../program.js';
import { experiment, makeScene, referenceOf, runsIn } from '../scene.js';
import { type Extent, type FaultCase, Tally } from './case.js';

/** Some dozens of epochs with a checkpoint after every step: most kills hit a write or the time between two. */
const textOf = (threads: number) =>
  experiment({ engine: `{onnx: {threads: ${threads}}}`, epochs: 40, units: 8 });

/** How often each run is killed before it may come to its end: in a row, so while it is being resumed, too. */
const IN_A_ROW = [1, 2, 1, 3, 1];

/** kill -9 at random moments between the start of the process and its end. */
export const randomKills: FaultCase = {
  name: 'killed at a random moment, resumed; with 1 and 2 threads',
  naive: 'all',
  async run(program: Program, extent: Extent) {
    const tally = new Tally();
    for (const threads of [1, 2]) {
      const text = textOf(threads);
      const begun = performance.now();
      const reference = await referenceOf(program, text);
      const life = performance.now() - begun;
      const random = new Stream(threads, 'kills');
      const rounds = extent === 'all' ? 63 : 2;
      const plans = Array.from({ length: rounds }, (_, i) =>
        Array.from({ length: IN_A_ROW[i % IN_A_ROW.length]! }, () => random.uniform()),
      );
      await each(plans, async (plan, round) => {
        const scene = makeScene(program, text);
        for (const [kill, when] of plan.entries()) {
          const words = runsIn(scene.runsDir).length > 0 ? ['resume', 'last'] : ['run', scene.file];
          const { child, ended } = start(program, [...words, '--quiet', '--runs-dir', scene.runsDir]);
          await Promise.race([pause(when * life), ended]);
          child.kill('SIGKILL');
          await ended;
          const last = kill === plan.length - 1;
          const losses = lossesIn(scene, reference);
          if (last) losses.push(...(await goOn(scene, reference)));
          tally.add(
            `${threads} threads, round ${round}, kill ${kill + 1} at ${Math.round(when * life)} ms`,
            losses,
          );
        }
      });
    }
    return tally;
  },
};
