import { join } from 'node:path';
import { withIoErrors } from '../../disk/io-error.js';
import { readSmall } from '../../disk/read.js';
import { factsOf } from '../../runs/facts.js';
import type { StoredRun } from '../../runs/index.js';
import { startOf } from '../epochs.js';
import { eventFileName } from './folder.js';
import { sessionEndInfo, sessionStartInfo } from './hparams.js';
import { fileVersion, text } from './messages.js';
import { records } from './records.js';

/** Experiment files have 256,000 bytes at most. */
const MOST_BYTES = 2 ** 20;

/** An event file that is written as a whole. */
export interface WholeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * What TensorBoard shows of a run beside its curves: the experiment file under Text, and what the run was made of
 * under HParams. The name is always the same one, so that a later file replaces an earlier one.
 *
 * @throws UserError (exit 4) where experiment.yaml cannot be read.
 */
export function aboutRun({ folder, record }: StoredRun): WholeFile {
  const path = join(folder, 'experiment.yaml');
  const yaml = withIoErrors('read the run', path, () => readSmall(path, MOST_BYTES));
  const started = { time: startOf(record), step: 0 };
  const ended = { time: started.time + (record.times.seconds ?? 0), step: 0 };
  const end = sessionEndInfo(ended, record.status);
  return {
    name: eventFileName(started.time, 'run'),
    bytes: records([
      fileVersion(started.time),
      text(started, 'experiment', `\`\`\`yaml\n${yaml}\n\`\`\`\n`),
      sessionStartInfo(started, factsOf(record)),
      ...(end ? [end] : []),
    ]),
  };
}
