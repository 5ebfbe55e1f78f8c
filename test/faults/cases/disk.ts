import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../runs/temporary.js';
import { goOn, leftovers, lossesIn, unlike } from '../losses.js';
import { each, start } from '../process.js';
import type { Program } from '../program.js';
import { experiment, makeScene, referenceOf, runsIn } from '../scene.js';
import { whyNot as withoutStrace } from '../strace.js';
import { type FaultCase, some, Tally } from './case.js';

const sh = (command: string, ...words: string[]) => spawnSync(command, words, { encoding: 'utf8' });

/** Why no file system can be mounted here; undefined where one can. */
function whyNoMount(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'mounting a tmpfs needs root on Linux';
  const folder = mkdtempSync('/tmp/dlx-mount-');
  const { status, stderr } = sh('mount', '-t', 'tmpfs', '-o', 'size=64k', 'none', folder);
  if (status === 0) sh('umount', folder);
  rmSync(folder, { recursive: true });
  return status === 0 ? undefined : `no tmpfs may be mounted here: ${stderr.trim()}`;
}

/** Works in a small file system of its own. */
async function onDisk(kilobytes: number, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(temporaryFolder(), 'disk-'));
  const { status, stderr } = sh('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'none', folder);
  if (status !== 0) throw new Error(stderr);
  try {
    await work(folder);
  } finally {
    sh('umount', '-l', folder);
  }
}

const PAGE = 4096;

/** Leaves so many pages free. */
function fill(folder: string, pages: number): string {
  const file = join(folder, 'filler');
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - pages * PAGE)));
  return file;
}

const TEXT = experiment({ units: 150, epochs: 4, checkpoint: '{every: {steps: 1}, keep: 40}' });

/** A disk that is full after some pages: at every page from the first that dlx writes. */
export const fullDisk: FaultCase = {
  name: 'a disk (tmpfs) that fills up, at each of its pages',
  whyNot: whyNoMount,
  naive: 'all',
  async run(program: Program, extent) {
    const tally = new Tally();
    const reference = await referenceOf(program, TEXT);
    const pages = Array.from({ length: 64 }, (_, i) => i);
    await each(some(pages, extent, 3), async (free) => {
      await onDisk(2048, async (disk) => {
        const scene = makeScene(program, TEXT, disk);
        const filler = fill(disk, free);
        const end = await scene.dlx(['run', scene.file, '--quiet']);
        const losses = lossesIn(scene, reference);
        if (end.code !== 0) {
          losses.push(...unlike(end, { code: 4, message: /ENOSPC.*\n.*disk is full/ }));
          const left = leftovers(scene.runsDir);
          if (left.length > 0) losses.push(`left behind: ${left.join(', ')}`);
        } else if (free < 30) losses.push('the disk was not full');
        rmSync(filler);
        losses.push(...(await goOn(scene, reference)));
        tally.add(`${free} pages free`, losses);
      });
    });
    return tally;
  },
};

const LONG = experiment({ epochs: 120 });

/** The file system becomes read-only in the middle of a run. */
export const readOnlyDisk: FaultCase = {
  name: 'a disk that becomes read-only',
  whyNot: whyNoMount,
  naive: 'no',
  async run(program, extent) {
    const tally = new Tally();
    const reference = await referenceOf(program, LONG);
    for (let round = 0; round < (extent === 'all' ? 5 : 1); round++) {
      await onDisk(2048, async (disk) => {
        const scene = makeScene(program, LONG, disk);
        const started = start(program, ['run', scene.file, '--runs-dir', scene.runsDir]);
        await started.trained(2 + 3 * round);
        // Refused while a file is open for writing.
        while (sh('mount', '-o', 'remount,ro', disk).status !== 0 && started.child.exitCode === null);
        const end = await started.ended;
        sh('mount', '-o', 'remount,rw', disk);
        const losses = [...unlike(end, { code: 4, message: /EROFS/ }), ...lossesIn(scene, reference)];
        const left = leftovers(scene.runsDir).filter((name) => !name.endsWith('/lock'));
        if (left.length > 0) losses.push(`left behind: ${left.join(', ')}`);
        losses.push(...(await goOn(scene, reference)));
        // And one that starts there: nothing is made, nothing is trained.
        sh('mount', '-o', 'remount,ro', disk);
        const other = makeScene(program, LONG, disk);
        losses.push(
          ...unlike(await other.dlx(['run', other.file, '--quiet']), { code: 4, message: /EROFS/ }),
        );
        tally.add(`in epoch ${2 + 3 * round}`, losses);
      });
    }
    return tally;
  },
};

/** The folder of the run, or of all runs, is removed while it trains. */
export const vanishedFolder: FaultCase = {
  name: 'the folder of the run removed while it trains',
  naive: 'no',
  async run(program, extent) {
    const tally = new Tally();
    const rounds = Array.from({ length: extent === 'all' ? 10 : 2 }, (_, i) => i);
    await each(rounds, async (round) => {
      const scene = makeScene(program, experiment({ epochs: 400 }));
      const started = start(program, ['run', scene.file, '--runs-dir', scene.runsDir]);
      await started.trained(3);
      const gone = round % 2 === 0 ? runsIn(scene.runsDir)[0]! : scene.runsDir;
      // Moved first, so that nothing can be put into it on its way.
      const away = join(mkdtempSync(join(temporaryFolder(), 'gone-')), 'it');
      sh('mv', gone, away);
      const losses = unlike(await started.ended, { code: 4, message: /ENOENT/ });
      if (runsIn(scene.runsDir).length > 0) losses.push('the folder was made again');
      tally.add(`${round % 2 === 0 ? 'its folder' : 'the folder of all runs'}`, losses);
    });
    return tally;
  },
};

const SLOW = experiment({ epochs: 4, checkpoint: '{every: epoch}' });

/** Every fsync takes 0.2 s: slower, and the same. */
export const slowDisk: FaultCase = {
  name: 'a disk that takes 0.2 s for each fsync',
  whyNot: withoutStrace,
  naive: 'no',
  async run(program) {
    const tally = new Tally();
    const reference = await referenceOf(program, SLOW);
    const scene = makeScene(program, SLOW);
    mkdirSync(scene.runsDir);
    const slow = 'inject=fsync:delay_exit=200000';
    const wrap = ['strace', '-o', '/dev/null', '-e', 'trace=fsync', '-e', slow];
    const losses = unlike(await scene.dlx(['run', scene.file, '--quiet'], { wrap }), { code: 0 });
    losses.push(...lossesIn(scene, reference), ...(await goOn(scene, reference)));
    tally.add('a run', losses);
    return tally;
  },
};
