import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAtomic } from '../../disk/atomic.js';
import { withIoErrors } from '../../disk/io-error.js';
import type { StoredRun } from '../../runs/index.js';
import { splitLogs } from '../../training/epoch.js';
import { epochsOf, startOf } from '../epochs.js';
import type { Exported, Exporter } from '../target.js';
import { aboutRun } from './about.js';
import { fileVersion, scalar } from './messages.js';
import { epochPoints, evaluationPoints, type Point } from './points.js';
import { records } from './records.js';

/** Writes runs below a log directory, each in a folder of its id. What was there of a run is replaced. */
export function exportTo(dir: string): Exporter {
  return async (run) => {
    const where = join(dir, run.record.id);
    const files = eventFiles(run);
    const work = (): Exported => {
      const isNew = !existsSync(where);
      const changed = [...files].filter(([path, bytes]) => replace(join(where, path), bytes));
      const outcome = isNew ? 'created' : changed.length > 0 ? 'updated' : 'unchanged';
      return { id: run.record.id, outcome, where, notes: [] };
    };
    return withIoErrors('write for TensorBoard', where, work, '--tensorboard');
  };
}

/** The event files of a run that is over, by path. They are the same ones whenever they are made. */
export function eventFiles(run: StoredRun): ReadonlyMap<string, Uint8Array> {
  const { name, bytes } = aboutRun(run);
  const epochs = epochsOf(run);
  const timed = epochs.flatMap((epoch) =>
    epochPoints({ ...epoch, ...splitLogs(epoch.logs) }).map((point) => ({ ...point, time: epoch.time })),
  );
  const last = epochs.at(-1);
  if (last && run.record.status === 'completed') {
    const final = evaluationPoints(run.record.metrics.final, last.step);
    timed.push(...final.map((point) => ({ ...point, time: last.time })));
  }
  const began = startOf(run.record);
  const folders = [...new Set(timed.map(({ folder }) => folder))];
  const curves = folders.map((folder) => {
    const here = timed.filter((point) => point.folder === folder);
    return [`${folder}/${name}`, records([fileVersion(began), ...here.map(eventOf)])] as const;
  });
  return new Map([[name, bytes], ...curves]);
}

const eventOf = ({ tag, step, value, time }: Point & { readonly time: number }) =>
  scalar({ time, step }, tag, value);

/** False where the file holds that already. */
function replace(path: string, bytes: Uint8Array): boolean {
  if (content(path)?.equals(bytes)) return false;
  mkdirSync(dirname(path), { recursive: true });
  writeAtomic(path, [bytes]);
  return true;
}

function content(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
