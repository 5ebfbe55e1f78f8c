import type { Stream } from '../random.js';

/**
 * A number from 0 on, with probabilities p^(1 / temperature), as far as `may` allows it; temperature 0: the most probable,
 * the first of several. Undefined where nothing that is allowed has a probability.
 */
export function draw(
  probabilities: ArrayLike<number>,
  temperature: number,
  may: (number: number) => boolean,
  stream: Stream,
): number | undefined {
  let best: number | undefined;
  for (let i = 0; i < probabilities.length; i++) {
    if (may(i) && probabilities[i]! > (best === undefined ? 0 : probabilities[best]!)) best = i;
  }
  if (best === undefined || temperature === 0) return best;
  // Relative to the greatest: at a low temperature all others would be lost in the smallest numbers.
  const highest = probabilities[best]!;
  const shares = Float64Array.from(probabilities, (p, i) =>
    may(i) ? (p / highest) ** (1 / temperature) : 0,
  );
  let left = stream.uniform() * shares.reduce((sum, share) => sum + share, 0);
  let last = best;
  for (let i = 0; i < shares.length; i++) {
    if (shares[i] === 0) continue;
    left -= shares[i]!;
    last = i;
    if (left < 0) break;
  }
  return last;
}
