import { silent, type TrainingListener } from './listener.js';
import { endLine, epochLine } from './progress-text.js';

export type ProgressMode = 'bar' | 'lines' | 'quiet';

/** A bar on a terminal; plain lines in a pipe, a file, CI or on a terminal that cannot move its cursor. */
export function progressMode(
  stream: { readonly isTTY?: boolean },
  env: { readonly [name: string]: string | undefined },
  quiet = false,
): ProgressMode {
  if (quiet) return 'quiet';
  return stream.isTTY && !inCi(env) && env.TERM !== 'dumb' ? 'bar' : 'lines';
}

/** Whether continuous integration runs dlx, as the variable CI says: no control characters then. */
export function inCi({ CI }: { readonly [name: string]: string | undefined }): boolean {
  return CI !== undefined && !['', 'false', '0'].includes(CI);
}

/** What shows training on a stream. The bar's library is loaded only where a bar is shown. */
export async function createProgress(
  stream: NodeJS.WriteStream,
  mode: ProgressMode,
): Promise<TrainingListener> {
  if (mode === 'quiet') return silent;
  if (mode === 'lines') return plainLines((line) => stream.write(`${line}\n`));
  const { ProgressBar } = await import('./progress-bar.js');
  return new ProgressBar(stream);
}

/** One plain line an epoch. */
export function plainLines(write: (line: string) => void): TrainingListener {
  let epochs = 0;
  let last = 0;
  return {
    start: (event) => {
      epochs = event.epochs;
    },
    batch() {},
    epoch: (event) => {
      last = event.epoch;
      write(epochLine(event, epochs));
    },
    end: (event) => {
      const line = endLine(event, last);
      if (line !== undefined) write(line);
    },
  };
}
