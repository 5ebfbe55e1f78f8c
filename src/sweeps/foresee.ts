import { UserError } from '../errors.js';
import { attempt } from './experiment-of.js';
import type { Sweep } from './file/sweep.js';
import { propose } from './propose.js';
import type { Trial } from './record/record.js';
import type { Seen } from './samplers/sampler.js';
import { sizeOf } from './size.js';

export interface Foreseen {
  readonly trials: readonly Pick<Trial, 'number' | 'values' | 'error'>[];
  /** Whether there are more: those that depend on what comes of these, or more than a list is for. */
  readonly more: 'learns' | 'long' | null;
  /** How many trials there are at most; null where nobody knows. */
  readonly most: number | null;
}

/** Enough for anyone to read. */
const MOST = 1000;

/** The trials of a sweep, as far as they do not depend on what comes of others. */
export function foresee(sweep: Sweep): Foreseen {
  const { space, sampler, seed, population, runCap = Infinity } = sweep;
  const startup = sampler.startup?.(population) ?? Infinity;
  const known = Math.min(runCap, startup, MOST);
  const size = sizeOf(sweep);
  const most = Number.isFinite(size) ? size : null;
  const trials: Foreseen['trials'][number][] = [];
  const seen: Seen[] = [];
  const taken = new Set<string>();
  const hashes = new Set<string>();
  let from = 0;
  while (trials.length < known) {
    const about = { space, sampler, seed, ...(population && { population }) };
    const number = trials.length;
    const found = propose({ ...about, number, seen, taken, from });
    if (found === undefined || found === 'wait') return { trials, more: null, most };
    taken.add(found.identity);
    const values = Object.fromEntries(found.assignment);
    const tried = attempt(sweep, { number, values, from: found.from }, []);
    const error = tried instanceof UserError ? { message: tried.message, exit_code: tried.exitCode } : null;
    if (!(tried instanceof UserError)) {
      // The next proposal is told that this one is taken.
      if (hashes.has(tried.hash)) {
        from = found.index;
        continue;
      }
      hashes.add(tried.hash);
    }
    from = found.index + 1;
    seen.push({ number, point: found.point });
    trials.push({ number, values, error });
  }
  if (known === runCap || trials.length >= size) return { trials, more: null, most };
  return { trials, more: known === startup ? 'learns' : 'long', most };
}
