import { EXIT, UserError } from '../errors.js';

/** Writes a text and ends its last line. */
export function print(stream: NodeJS.WriteStream, text: string): void {
  stream.write(text.endsWith('\n') ? text : `${text}\n`);
}

/**
 * Watches stdout and stderr. `closed` is called once when their reader goes away (`dlx show FILE | head -1`):
 * nobody is left to tell, so that is no error. `failed` is called for anything else, such as a full disk.
 */
export function watchOutput(closed: () => void, failed: (error: UserError) => void): void {
  let told = false;
  for (const [name, stream] of [['stdout', process.stdout] as const, ['stderr', process.stderr] as const]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (told) return;
      told = true;
      if (error.code === 'EPIPE') closed();
      else failed(new UserError({ message: `cannot write to ${name}: ${error.message}` }, EXIT.io, error));
    });
  }
}
