import type { Bins } from './bins.js';

/** A box of the cube in which a tree predicts one value. */
export interface Leaf {
  readonly value: number;
  /** By axis: the pieces that belong to it. */
  readonly pieces: readonly (readonly number[])[];
  /** By axis: how much of it they are. */
  readonly widths: readonly number[];
}

/** By axis, the piece of each row. */
export type Columns = readonly Uint8Array[];

interface Split {
  readonly axis: number;
  readonly isLeft: (piece: number) => boolean;
  readonly gain: number;
}

/**
 * A regression tree (L. Breiman et al., "Classification and regression trees", 1984) that is grown until every leaf has rows
 * of one value, or that lie in the same pieces. Here and not from ml-cart: that one judges each split by all rows anew, which
 * takes 25 s for the 64 trees of 1,000 trials, and has no values without an order.
 *
 * @param rows which of the rows, possibly several times.
 */
export function growTree(
  bins: readonly Bins[],
  columns: Columns,
  targets: readonly number[],
  rows: readonly number[],
): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const grow = (inside: readonly number[], pieces: Leaf['pieces']) => {
    const split = bestSplit(bins, columns, targets, inside, pieces);
    if (!split) {
      const value = inside.reduce((sum, row) => sum + targets[row]!, 0) / inside.length;
      const widths = pieces.map((list, axis) =>
        list.reduce((sum, piece) => sum + bins[axis]!.widths[piece]!, 0),
      );
      leaves.push({ value, pieces, widths });
      return;
    }
    const { axis, isLeft } = split;
    for (const side of [true, false]) {
      grow(
        inside.filter((row) => isLeft(columns[axis]![row]!) === side),
        pieces.map((list, k) => (k === axis ? list.filter((piece) => isLeft(piece) === side) : list)),
      );
    }
  };
  grow(
    rows,
    bins.map(({ widths }) => widths.map((_, i) => i)),
  );
  return leaves;
}

/** That lowers the squared error most; undefined where none does. Lists are split by one value against all others. */
function bestSplit(
  bins: readonly Bins[],
  columns: Columns,
  targets: readonly number[],
  rows: readonly number[],
  pieces: Leaf['pieces'],
): Split | undefined {
  const total = rows.reduce((sum, row) => sum + targets[row]!, 0);
  const least = Math.min(...rows.map((row) => targets[row]!));
  if (rows.every((row) => targets[row] === least)) return undefined;
  let best: Split | undefined;
  for (const [axis, { ordered, widths }] of bins.entries()) {
    if (pieces[axis]!.length < 2) continue;
    const [sums, counts] = [new Float64Array(widths.length), new Uint32Array(widths.length)];
    for (const row of rows) {
      const piece = columns[axis]![row]!;
      sums[piece]! += targets[row]!;
      counts[piece]!++;
    }
    let [sum, count] = [0, 0];
    for (const piece of pieces[axis]!) {
      sum = (ordered ? sum : 0) + sums[piece]!;
      count = (ordered ? count : 0) + counts[piece]!;
      const others = rows.length - count;
      if (counts[piece] === 0 || others === 0) continue;
      const gain = sum ** 2 / count + (total - sum) ** 2 / others;
      if (best && gain <= best.gain) continue;
      const isLeft = ordered ? (one: number) => one <= piece : (one: number) => one === piece;
      best = { axis, isLeft, gain };
    }
  }
  return best;
}
