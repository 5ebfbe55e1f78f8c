import { existsSync } from 'node:fs';
import { UserError } from '../../errors.js';
import { isSweepFile } from '../../experiment/kind.js';
import { readText } from '../../experiment/load.js';
import { readQuickGrid } from './quick.js';
import { readSweep } from './read.js';
import type { Sweep } from './sweep.js';

/** Texts to read instead of the files: as they were when the sweep began. Of a grid there is no sweep file. */
export interface KeptFiles {
  readonly sweep?: string;
  readonly experiment: string;
}

/**
 * What `dlx sweep FILE [path=values...]` is to do: a sweep file by itself, or an experiment file and values for some of
 * its paths.
 *
 * @throws UserError (exit 2) with every problem at its line or argument.
 */
export async function loadSweep(
  file: string,
  args: readonly string[] = [],
  kept?: KeptFiles,
): Promise<Sweep> {
  if (!kept && file.includes('=') && !existsSync(file)) {
    const hint = 'dlx sweep FILE path=value,value';
    throw new UserError({ message: `found ${file}, expected a file before it`, hint });
  }
  const text = kept ? (kept.sweep ?? kept.experiment) : await readText(file);
  const isSweep = kept ? kept.sweep !== undefined : isSweepFile(text);
  if (!isSweep && args.length > 0) return readQuickGrid(file, args, text);
  if (isSweep && args.length === 0) return readSweep(file, { sweep: text, experiment: kept?.experiment });
  throw new UserError(
    isSweep
      ? {
          file,
          message: `found ${args[0]} behind a sweep file, which says by itself what to vary`,
          hint: 'write it into the file, as in `training.epochs: {value: 1}`, or name an experiment file',
        }
      : {
          file,
          message: 'is an experiment, and nothing says what to vary',
          hint: `write \`dlx sweep ${file} 'optimizer.adam.learning_rate=1e-3,1e-2'\`, or name a sweep file`,
        },
  );
}
