import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goOn, lossesIn, unlike } from '../losses.js';
import { pause, start } from '../process.js';
import { experiment, makeScene, referenceOf } from '../scene.js';
import { type FaultCase, Tally } from './case.js';

const V1 = '/sys/fs/cgroup/memory';
const V2 = '/sys/fs/cgroup';
const version2 = () => existsSync(join(V2, 'cgroup.controllers'));

interface Group {
  readonly path: string;
  limit(bytes: number): void;
  remove(): Promise<void>;
}

/** A group of processes whose memory is limited together. */
function makeGroup(): Group {
  const path = join(version2() ? V2 : V1, `dlx-faults-${process.pid}-${Math.round(performance.now())}`);
  mkdirSync(path);
  return {
    path,
    limit: (bytes) => {
      writeFileSync(join(path, version2() ? 'memory.max' : 'memory.limit_in_bytes'), String(bytes));
    },
    async remove() {
      for (let i = 0; i < 50; i++) {
        try {
          return rmdirSync(path);
        } catch {
          await pause(20);
        }
      }
    },
  };
}

function whyNoGroup(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'limiting memory needs root on Linux';
  try {
    const group = makeGroup();
    try {
      group.limit(2 ** 30);
    } finally {
      rmdirSync(group.path);
    }
    return undefined;
  } catch (error) {
    return `no group with limited memory can be made here (${(error as Error).message})`;
  }
}

/** Starts a command inside a group. */
const inside = ({ path }: Group) => ['sh', '-c', `echo $$ > ${path}/cgroup.procs && exec "$@"`, 'sh'];

const MB = 2 ** 20;
const TEXT = experiment({ engine: '{onnx: {threads: 1}}', epochs: 800, checkpoint: '{every: {steps: 100}}' });

/** The system kills a run because a container has no memory left: it shows as interrupted and goes on elsewhere. */
export const outOfMemory: FaultCase = {
  name: 'killed by the system for want of memory (cgroup)',
  naive: 'no',
  whyNot: whyNoGroup,
  async run(program, extent) {
    const tally = new Tally();
    const reference = await referenceOf(program, TEXT);
    for (let round = 0; round < (extent === 'all' ? 5 : 1); round++) {
      const group = makeGroup();
      try {
        const scene = makeScene(program, TEXT);
        const wrap = inside(group);
        const started = start(program, ['run', scene.file, '--runs-dir', scene.runsDir], { wrap });
        await started.trained(2 + round);
        // What is in use cannot be below the limit: the kernel looks for somebody to kill.
        for (
          let size = 128;
          size > 8 && started.child.exitCode === null && !started.child.signalCode;
          size /= 2
        ) {
          try {
            group.limit(size * MB);
          } catch {}
          await pause(100);
        }
        if (started.child.exitCode === null && !started.child.signalCode) started.child.kill('SIGKILL');
        const { signal } = await started.ended;
        const losses = lossesIn(scene, { ...reference, csv: (await referenceOf(program, TEXT)).csv });
        if (signal !== 'SIGKILL') losses.push(`ended by ${signal}`);
        tally.add(`round ${round}`, [...losses, ...(await goOn(scene, await referenceOf(program, TEXT)))]);
      } finally {
        await group.remove();
      }
    }
    return tally;
  },
};

/** An estimate is refused before anything is allocated, in a container by its limit. */
export const tooLarge: FaultCase = {
  name: 'a model that cannot fit into memory, also a container’s',
  naive: 'no',
  whyNot: whyNoGroup,
  async run(program) {
    const tally = new Tally();
    const huge = makeScene(program, experiment({ units: 2_000_000_000 }));
    const refused = await huge.dlx(['run', huge.file, '--quiet']);
    tally.add('2 billion units', unlike(refused, { code: 2, message: /of memory, this machine has/ }));
    const group = makeGroup();
    try {
      group.limit(400 * MB);
      const large = makeScene(program, experiment({ units: 8_000_000, batch: 1000 }));
      const end = await large.dlx(['run', large.file, '--quiet'], { wrap: inside(group) });
      tally.add(
        '8 million units in 400 MB',
        unlike(end, { code: 2, message: /of memory, this machine has/ }),
      );
    } finally {
      await group.remove();
    }
    return tally;
  },
};
