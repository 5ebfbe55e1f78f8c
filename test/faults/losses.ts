import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readRun } from '../../src/runs/index.js';
import type { End } from './process.js';
import { type Left, leftBy, runsIn, type Scene } from './scene.js';

/** What is wrong with the records of a runs folder after a fault: nothing, or sentences. */
export function lossesIn(scene: Scene, reference: Left): string[] {
  const folders = runsIn(scene.runsDir);
  if (folders.length > 1) return [`${folders.length} runs of one`];
  return folders.flatMap((folder) => attempt(() => lossesInRun(folder, scene, reference)));
}

function lossesInRun(folder: string, scene: Scene, reference: Left): string[] {
  const losses: string[] = [];
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const record = JSON.parse(text('run.json'));
  const wrong = scene.program.wrongIn(record);
  if (wrong) losses.push(`run.json is no record: ${wrong}`);
  if (record.id !== basename(folder)) losses.push(`run.json is that of ${record.id}`);
  const { status } = readRun(folder);
  if (status === 'running') losses.push('a run that has ended shows as running');
  if (text('experiment.yaml') !== scene.text) losses.push('experiment.yaml is not as it was written');
  const { csv } = leftBy(folder);
  const [last, ...before] = csv.toReversed();
  if (last !== '' || !isDeepStrictEqual(before.reverse(), reference.csv.slice(0, before.length)))
    losses.push('metrics.csv is not the beginning of what it should be');
  return losses;
}

/** Files that nobody needs: of a writer that gave up, or of a lock that nobody holds. */
export function leftovers(runsDir: string): string[] {
  if (!existsSync(runsDir)) return [];
  const names = readdirSync(runsDir, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /^(\.|lock)/.test(basename(name)));
}

/** How a run that a fault has ended has to tell it: the exit code, one message, no stack. */
export function unlike(
  { code, signal, stderr }: End,
  expected: { code: number; message?: RegExp },
): string[] {
  const losses: string[] = [];
  if (code !== expected.code)
    losses.push(`exit ${code ?? signal}, expected ${expected.code}: ${stderr.trim()}`);
  if (/^\s+at .*[:(]/m.test(stderr)) losses.push(`a stack trace: ${stderr}`);
  if (expected.message && !expected.message.test(stderr))
    losses.push(`no ${expected.message} in the message: ${stderr}`);
  return losses;
}

/** Goes on with the run, and compares what it leaves in the end with what it should. */
export async function goOn(scene: Scene, reference: Left): Promise<string[]> {
  const losses: string[] = [];
  const [before] = runsIn(scene.runsDir);
  const finished = before !== undefined && statusOf(before) === 'completed';
  const newest = before === undefined ? undefined : newestCheckpoint(before);
  if (!finished) {
    const words = before === undefined ? ['run', scene.file] : ['resume', 'last'];
    losses.push(...unlike(await scene.dlx([...words, '--quiet']), { code: 0 }));
  }
  const [folder, ...others] = runsIn(scene.runsDir);
  if (folder === undefined || others.length > 0) return [...losses, 'not one run in the end'];
  return [...losses, ...attempt(() => lossesAtEnd(folder, reference, finished, newest))];
}

function lossesAtEnd(
  folder: string,
  reference: Left,
  finished: boolean,
  newest: string | undefined,
): string[] {
  const losses: string[] = [];
  if (!isDeepStrictEqual(leftBy(folder), reference))
    losses.push('the result is not that of the run without faults');
  // One that was killed when all was done leaves its lock, which the next one reclaims.
  const rest = leftovers(folder)
    .filter((name) => !finished || name !== 'lock')
    // Removed after a minute: it does not say whose it was.
    .filter((name) => !(name.startsWith('.lock-') && statSync(join(folder, name)).size === 0));
  if (rest.length > 0) losses.push(`left behind: ${rest.join(', ')}`);
  if (finished) return losses;
  const from = readRun(folder).resumed.at(-1)?.checkpoint ?? undefined;
  if (newest !== undefined && (from === undefined || basename(from) !== newest))
    losses.push(`progress: ${newest} was there, training went on from ${from ?? 'the beginning'}`);
  return losses;
}

function statusOf(folder: string): string | undefined {
  try {
    return readRun(folder).status;
  } catch {
    return undefined;
  }
}

function newestCheckpoint(folder: string): string | undefined {
  const checkpoints = join(folder, 'checkpoints');
  if (!existsSync(checkpoints)) return undefined;
  return readdirSync(checkpoints)
    .filter((name) => name.startsWith('step-'))
    .sort()
    .at(-1);
}

/** What cannot even be read is lost, too. */
function attempt(work: () => string[]): string[] {
  try {
    return work();
  } catch (error) {
    return [`cannot be read: ${(error as Error).message.split('\n')[0]}`];
  }
}
