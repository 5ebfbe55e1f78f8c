import { createInterface } from 'node:readline/promises';
import { UserError } from '../../errors.js';
import { print } from '../output.js';
import { Interrupted } from '../signals.js';

/**
 * Asks on the terminal whether to go on.
 *
 * @throws UserError where the answer is not yes, or where nobody can be asked; Interrupted for Ctrl-C.
 */
export async function confirm(what: string): Promise<void> {
  print(process.stderr, what);
  if (!process.stdin.isTTY) {
    const hint = '--yes removes without asking, --dry-run removes nothing';
    throw new UserError({ message: 'nothing was removed: there is no terminal to ask on', hint });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const stopped = new AbortController();
  terminal.once('SIGINT', () => stopped.abort(new Interrupted('SIGINT')));
  terminal.once('close', () => stopped.abort());
  const answer = await terminal.question('remove? [y/N] ', { signal: stopped.signal }).catch(() => {
    if (stopped.signal.reason instanceof Interrupted) throw stopped.signal.reason;
    return '';
  });
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new UserError({ message: 'nothing was removed' });
}
