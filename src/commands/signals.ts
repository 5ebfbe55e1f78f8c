import { UserError } from '../errors.js';

/** Exit codes of signals, as shells count them: 128 and the number of the signal. */
export const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGPIPE: 141 } as const;
export type SignalName = keyof typeof SIGNALS;

/** Thrown where work ended because of a signal. The command line says so and exits with its code. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(readonly signal: SignalName) {
    super(`interrupted by ${signal}`);
    this.name = 'Interrupted';
    this.exitCode = SIGNALS[signal];
  }
}

const work = new Set<AbortController>();

/** Aborts whatever runs under `withSignals`; false where nothing does. */
export function interrupt(signal: SignalName): boolean {
  for (const controller of work) controller.abort(new Interrupted(signal));
  return work.size > 0;
}

/**
 * Runs work that ends early, and in order, when its signal is aborted by SIGINT, SIGTERM, SIGHUP or a closed
 * pipe; a second SIGINT ends the process at once (what listens to its exit has the last word). Signals arrive only
 * while the event loop turns. Work that throws after it was interrupted throws the Interrupted, unless a UserError says
 * what went wrong on the way out, as a full disk; work that returns does so beside it.
 */
export async function withSignals<T>(
  start: (signal: AbortSignal) => Promise<T>,
): Promise<{ readonly value: T; readonly interrupted?: Interrupted }> {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals) => {
    if (controller.signal.aborted && name === 'SIGINT') process.exit(SIGNALS.SIGINT);
    controller.abort(new Interrupted(name as SignalName));
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, onSignal);
  work.add(controller);
  try {
    const value = await start(controller.signal);
    return controller.signal.aborted
      ? { value, interrupted: controller.signal.reason as Interrupted }
      : { value };
  } catch (error) {
    throw controller.signal.aborted && !(error instanceof UserError) ? controller.signal.reason : error;
  } finally {
    work.delete(controller);
    for (const name of names) process.off(name, onSignal);
  }
}
