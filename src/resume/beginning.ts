import { UserError } from '../errors.js';
import type { Continuation, InitialWeights } from '../runs/index.js';
import { type Difference, differenceText } from './differences.js';

/**
 * A run that begins anew, for want of a checkpoint, with the weights that it began with. Those of a file or of another
 * run may have changed since: then it is refused, or with `force` recorded.
 *
 * @throws UserError (exit 2) with both.
 */
export function fromBeginning(
  continuation: Continuation,
  now: InitialWeights | undefined,
  force: boolean,
): Continuation {
  const { folder, record, resumption } = continuation;
  const before = record.initial_weights;
  if (!before || before.hash === now?.hash) return continuation;
  const difference: Difference = { key: 'initial_weights', before: text(before), now: text(now) };
  if (force) {
    const forced = [...resumption.forced, differenceText(difference)];
    return { ...continuation, resumption: { ...resumption, forced } };
  }
  throw new UserError({
    file: folder,
    key: difference.key,
    message: `the run began with ${difference.before}, found ${difference.now}`,
    hint: `\`dlx resume ${record.id} --force\` begins with these all the same, and its record says so`,
  });
}

const text = (weights: InitialWeights | undefined) =>
  weights ? `weights of ${weights.from} (sha256 ${weights.hash.slice(0, 8)})` : 'those of the initializers';
