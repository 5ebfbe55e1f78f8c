import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readNewest, stepsIn } from '../../../src/training/checkpoint/store.js';
import { goOn } from '../losses.js';
import { each } from '../process.js';
import type { Program } from '../program.js';
import { experiment, makeScene, referenceOf, runsIn, type Scene } from '../scene.js';
import { type FaultCase, some, Tally } from './case.js';

const TEXT = experiment();
const FURTHER = experiment({ epochs: 3 });
const EVERY = 64;

type Damage = (bytes: Buffer, at: number) => Buffer;

const DAMAGES: { readonly [name: string]: Damage } = {
  'a bit flipped': (bytes, at) => {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1 << ((at / EVERY) % 8);
    return changed;
  },
  'cut off': (bytes, at) => bytes.subarray(0, at),
};

/** A run with two checkpoints; with one where its writer keeps no other. */
async function finished(program: Program): Promise<Scene> {
  const scene = makeScene(program, TEXT);
  const end = await scene.dlx(['run', scene.file, '--quiet']);
  if (end.code !== 0) throw new Error(end.stderr);
  return scene;
}

/** The newest checkpoint is damaged at every 64th byte: it is refused, and the one before is used. */
export const damagedCheckpoint: FaultCase = {
  name: 'a checkpoint with a bit flipped, or cut off, at every 64th byte',
  naive: 'all',
  async run(program, extent) {
    const tally = new Tally();
    const scene = await finished(program);
    const folder = join(runsIn(scene.runsDir)[0]!, 'checkpoints');
    const [newest, older] = stepsIn(folder);
    const path = join(folder, `step-${String(newest).padStart(8, '0')}.safetensors`);
    const bytes = readFileSync(path);
    const places = Array.from({ length: Math.ceil(bytes.length / EVERY) }, (_, i) => i * EVERY);
    const damages = places.flatMap((at) =>
      Object.entries(DAMAGES).map(([what, change]) => ({ what, at, change })),
    );
    if (program.name === 'dlx') {
      for (const { what, at, change } of damages) {
        writeFileSync(path, change(bytes, at));
        const read = readNewest(
          folder,
          () => true,
          () => {},
        );
        tally.add(
          `${what} at byte ${at}`,
          read?.step === older ? [] : [`read step ${read?.step}, not ${older}`],
        );
      }
    }
    // And as a user sees it: the run is trained further, from the one before.
    const reference = await referenceOf(program, FURTHER);
    await each(some(damages, 'part', extent === 'all' ? 40 : 3), async (damage) => {
      const copy = makeScene(program, TEXT);
      cpSync(scene.runsDir, copy.runsDir, { recursive: true });
      const run = runsIn(copy.runsDir)[0]!;
      writeFileSync(join(run, 'checkpoints', basename(path)), damage.change(bytes, damage.at));
      const end = await copy.dlx(['resume', 'last', 'training.epochs=3', '--quiet']);
      const losses =
        end.code === 0 ? await goOn(copy, reference) : [`exit ${end.code}: ${end.stderr.trim()}`];
      if (end.code === 0 && program.name === 'dlx' && !end.stderr.includes('passed over'))
        losses.push('not told');
      tally.add(`${damage.what} at byte ${damage.at}, resumed`, losses);
    });
    return tally;
  },
};
