import { type Problem, UserError } from '../../errors.js';
import type { Finding } from '../../experiment/path.js';

/** `file:line: key: message`. */
export function inWords({ file, line, key, message }: Problem): string {
  const where = [file, line].filter((part) => part !== undefined).join(':');
  return [where, key, message].filter((part) => part).join(': ');
}

/** A problem of the experiment, at the key of the sweep that names it. */
export function inExperiment(problem: Problem): Finding {
  const { hint } = problem;
  return { path: ['experiment'], message: inWords(problem), ...(hint !== undefined && { hint }) };
}

const MOST = 20;

/** In the order of the file. */
export function failed(problems: readonly Problem[]): UserError {
  const sorted = [...problems].sort(
    (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
  const more = sorted.length - MOST;
  const rest = more > 0 ? [{ message: `and ${more} problems more` }] : [];
  return new UserError([...sorted.slice(0, MOST), ...rest]);
}
