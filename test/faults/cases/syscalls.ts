import { cpSync, readdirSync } from 'node:fs';
import { goOn, leftovers, lossesIn, unlike } from '../losses.js';
import { each } from '../process.js';
import type { Program } from '../program.js';
import { experiment, type Left, makeScene, referenceOf, runsIn, type Scene } from '../scene.js';
import { type Call, injected, traced, whyNot } from '../strace.js';
import { type Extent, type FaultCase, type Outcome, some, Tally } from './case.js';

const TEXT = experiment();
/** Calls that one try may be off by, where another thread had the main thread write to an eventfd. */
const NEAR = [0, 0, -1, 1, -2, 2, -3, 3, 0, -4, 4];
/** It differs from run to run, and more on a busy machine: each of them may come true at a later try. */
const OFF = [...NEAR, ...NEAR, ...NEAR, ...NEAR];

/** What is done while calls fail, and in what it is done. */
interface Act {
  readonly name: string;
  readonly words: (scene: Scene) => readonly string[];
  make(program: Program): Promise<Scene>;
  /** Calls that are not made in the act before. */
  own(calls: readonly Call[]): readonly Call[];
}

const begin: Act = {
  name: 'run',
  words: ({ file }) => ['run', file, '--quiet'],
  make: async (program) => makeScene(program, TEXT),
  own: (calls) => calls,
};

/** A run that was killed goes on: its lock is reclaimed and its record continued. What follows is as in `run`. */
const again: Act = {
  name: 'resume',
  words: () => ['resume', 'last', '--quiet'],
  async make(program) {
    const scene = makeScene(program, TEXT);
    cpSync(await killedRun(program), scene.runsDir, { recursive: true });
    return scene;
  },
  own: (calls) => {
    const training = calls.findIndex(({ label }) => label.includes('checkpoints/'));
    return training < 0 ? calls : calls.slice(0, training);
  },
};

const killed = new Map<string, Promise<string>>();

/** The runs folder of a run that was killed when it was about to write its third checkpoint. */
function killedRun(program: Program): Promise<string> {
  const made = killed.get(program.bin) ?? killAtThird(program);
  killed.set(program.bin, made);
  return made;
}

async function killAtThird(program: Program): Promise<string> {
  const scene = await begin.make(program);
  const { calls } = await traced(scene, begin.words(scene));
  const saves = calls.filter(({ label }) => /^fsync .*step-/.test(label) || /^openat .*step-/.test(label));
  const third = saves[Math.min(saves.length - 1, program.name === 'dlx' ? 5 : 2)]!;
  for (const off of OFF) {
    const attempt = await begin.make(program);
    await injected(attempt, begin.words(attempt), third, 'signal=KILL', off);
    const [folder] = runsIn(attempt.runsDir);
    if (folder && readdirSync(folder).includes('checkpoints')) return attempt.runsDir;
  }
  throw new Error('strace has not killed the run where it should');
}

interface Injection {
  readonly act: Act;
  readonly call: Call;
  readonly fault: string;
}

/** One fault, hit for certain, as the trace says; undefined if the call did not come up in any of several tries. */
async function one(program: Program, reference: Left, { act, call, fault }: Injection) {
  for (const off of OFF) {
    const scene = await act.make(program);
    const before = leftovers(scene.runsDir);
    const { end, hit } = await injected(scene, act.words(scene), call, fault, off);
    if (hit?.label !== call.label) continue;
    const losses = lossesIn(scene, reference);
    if (fault === 'signal=KILL') {
      if (end.signal !== 'SIGKILL') losses.push(`not killed: exit ${end.code}`);
    } else {
      const code = fault.split('=')[1]!;
      losses.push(...unlike(end, { code: 4, message: new RegExp(code) }));
      losses.push(...leftoversAfter(scene, call, before));
    }
    losses.push(...(await goOn(scene, reference)));
    return losses;
  }
  return undefined;
}

/** What could not be removed stays, as do lock and unfinished files of one that was killed where the lock fails. */
function leftoversAfter(scene: Scene, call: Call, before: readonly string[]): string[] {
  if (/^(unlink|rmdir)/.test(call.name)) return [];
  const kept = /lock/.test(call.label) ? before : [];
  const left = leftovers(scene.runsDir).filter((name) => !kept.includes(name));
  return left.length > 0 ? [`left behind: ${left.join(', ')}`] : [];
}

async function inAll(
  program: Program,
  extent: Extent,
  faults: readonly string[],
  count: number,
): Promise<Outcome> {
  const reference = await referenceOf(program, TEXT);
  const injections: Injection[] = [];
  for (const act of [begin, again]) {
    const scene = await act.make(program);
    const { calls, end } = await traced(scene, act.words(scene));
    if (end.code !== 0) throw new Error(`without a fault: ${end.stderr}`);
    for (const call of act.own(calls)) for (const fault of faults) injections.push({ act, call, fault });
  }
  const tally = new Tally();
  await each(some(injections, extent, count), async (injection) => {
    const losses = await one(program, reference, injection);
    const what = `${injection.fault} at ${injection.call.label} of ${injection.act.name}`;
    if (losses) tally.add(what, losses);
    else tally.missed.push(what);
  });
  return tally;
}

/** strace kills the process at every call that changes the disk. */
export const killAtCall: FaultCase = {
  name: 'killed at each write, fsync, rename, mkdir, link, unlink',
  whyNot,
  naive: 'part',
  run: (program, extent) => inAll(program, extent, ['signal=KILL'], 3),
};

/** strace lets every such call fail. */
export const failAtCall: FaultCase = {
  name: 'ENOSPC, EIO and EACCES at each of them',
  whyNot,
  naive: 'all',
  run: (program, extent) => inAll(program, extent, ['error=ENOSPC', 'error=EIO', 'error=EACCES'], 3),
};
