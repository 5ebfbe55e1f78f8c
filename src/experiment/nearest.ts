import leven from 'leven';

const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');

/** `mse` of mean_squared_error, `lr` of learning_rate, `bce` of binary_crossentropy, `BN` of BatchNormalization. */
const initials = (name: string) =>
  name
    .replace('crossentropy', 'cross_entropy')
    .split(/[\s_-]|(?<=[a-z])(?=[A-Z])/)
    // What is short already stands for itself: kld of kl_divergence.
    .map((word) => (word.length > 2 ? word.slice(0, 1) : word))
    .join('')
    .toLowerCase();

/** Edits between two names; case, `_`, `-` and spaces count next to nothing. */
function distance(a: string, b: string): number {
  const [x, y] = [plain(a), plain(b)];
  if (x === y) return 0.5;
  if (x.length > 1 && x === initials(b)) return 0.75;
  const starts = x.length >= 3 && y.startsWith(x);
  // `acc` is accuracy, though `auc` is but one letter away.
  if (starts) return 0.9;
  const within = x.length >= 4 && (y.includes(x) || (y.length >= 4 && x.includes(y)));
  // Letters in another order are one slip of the fingers.
  if ([...x].sort().join('') === [...y].sort().join('')) return 1;
  return Math.min(leven(x, y), within ? 1.5 : Number.POSITIVE_INFINITY);
}

/** Names by nearness to what was written; the nearest first, equals alphabetical. */
function ranked(name: string, names: readonly string[]): readonly { name: string; distance: number }[] {
  const short = name.slice(0, 100);
  return names
    .map((candidate) => ({ name: candidate, distance: distance(short, candidate) }))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
}

/** The name that was probably meant, or undefined if none is near. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const best = ranked(name, names)[0];
  if (!best) return undefined;
  const tolerated = Math.max(1.5, Math.floor(Math.max(name.length, best.name.length) * 0.34));
  return best.distance <= tolerated && best.distance < best.name.length ? best.name : undefined;
}

/**
 * A hint for a name that does not exist: the one that was probably meant, and the valid names (all of them up
 * to 12, else the nearest three).
 */
export function nameHint(name: string, names: readonly string[], what: string): string | undefined {
  if (names.length === 0) return undefined;
  const meant = nearest(name, names);
  const list =
    names.length <= 12
      ? `valid ${what}: ${names.join(', ')}`
      : `the nearest ${what}: ${ranked(name, names)
          .slice(0, 3)
          .map((row) => row.name)
          .join(', ')}`;
  return meant === undefined ? list : `did you mean \`${meant}\`? (${list})`;
}
