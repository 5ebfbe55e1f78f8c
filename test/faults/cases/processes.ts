import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK } from '../../../src/disk/lock.js';
import { goOn, leftovers, lossesIn, unlike } from '../losses.js';
import { start } from '../process.js';
import type { Program } from '../program.js';
import { experiment, makeScene, referenceOf, runsIn, type Scene } from '../scene.js';
import { type FaultCase, some, Tally } from './case.js';

const TEXT = experiment({ engine: '{onnx: {threads: 1}}', epochs: 150 });

/** A run that was killed: its lock is there, its process is not. */
async function killedRun(program: Program): Promise<Scene> {
  const scene = makeScene(program, TEXT);
  const started = start(program, ['run', scene.file, '--runs-dir', scene.runsDir]);
  await started.trained(2);
  started.child.kill('SIGKILL');
  await started.ended;
  return scene;
}

/** Several at once go on with a run: one does, the others exit with 5 (or 2, if they came when all was done). */
export const atOnce: FaultCase = {
  name: 'three processes on one run at once',
  naive: 'all',
  async run(program, extent) {
    const tally = new Tally();
    const reference = await referenceOf(program, TEXT);
    for (let round = 0; round < (extent === 'all' ? 20 : 1); round++) {
      const scene = await killedRun(program);
      const resume = () => start(program, ['resume', 'last', '--quiet', '--runs-dir', scene.runsDir]);
      const ends = await Promise.all([resume(), resume(), resume()].map(({ ended }) => ended));
      const codes = ends.map(({ code }) => code).sort();
      const losses = lossesIn(scene, reference);
      if (codes.filter((code) => code === 0).length !== 1) losses.push(`exit codes ${codes}`);
      for (const { code, stderr } of ends) {
        const told = code === 0 || (code === 5 && /is in use: process \d+/.test(stderr));
        if (!told && !(code === 2 && /is completed/.test(stderr))) losses.push(`exit ${code}: ${stderr}`);
      }
      const left = leftovers(scene.runsDir);
      if (left.length > 0) losses.push(`left behind: ${left.join(', ')}`);
      tally.add(`round ${round}`, [...losses, ...(await goOn(scene, reference))]);
    }
    return tally;
  },
};

type Holder = { pid: number; host: string; boot: string; started: string };

/** Locks that nobody holds any more. */
const STALE: { readonly [name: string]: (holder: Holder) => object | string } = {
  'of a process that was killed': (holder) => holder,
  'of before the machine started anew': (holder) => ({ ...holder, pid: process.pid, boot: 'another' }),
  'of a pid that another process has now': (holder) => ({ ...holder, pid: process.pid }),
  'that a power cut has emptied': () => '',
};

/** Stale locks are reclaimed; that of a living process, or of another machine, is not. */
export const staleLocks: FaultCase = {
  name: 'locks of dead processes, other boots and machines',
  naive: 'no',
  async run(program, extent) {
    const tally = new Tally();
    const reference = await referenceOf(program, TEXT);
    for (const [what, change] of some(Object.entries(STALE), extent, 2)) {
      const scene = await killedRun(program);
      const path = join(runsIn(scene.runsDir)[0]!, LOCK);
      if (!existsSync(path)) throw new Error(`no lock among ${readdirSync(runsIn(scene.runsDir)[0]!)}`);
      const holder = change(JSON.parse(readFileSync(path, 'utf8')) as Holder);
      writeFileSync(path, typeof holder === 'string' ? holder : JSON.stringify(holder));
      tally.add(what, [...lossesIn(scene, reference), ...(await goOn(scene, reference))]);
    }
    const scene = await killedRun(program);
    const path = join(runsIn(scene.runsDir)[0]!, LOCK);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, JSON.stringify({ ...JSON.parse(text), host: 'elsewhere' }));
    const refused = await scene.dlx(['resume', 'last', '--quiet']);
    const losses = unlike(refused, { code: 5, message: /on elsewhere/ });
    writeFileSync(path, text);
    tally.add('of another machine', [...losses, ...(await goOn(scene, reference))]);
    return tally;
  },
};
