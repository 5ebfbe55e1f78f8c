import { Stream } from '../../random.js';
import { type Bins, binned, binsOf } from './bins.js';
import type { Table } from './outcome.js';
import { growTree, type Leaf } from './tree.js';

/** What trials say about all of the space: trees on samples of them. */
export interface Forest {
  /** By dimension of the table. */
  readonly bins: readonly Bins[];
  readonly trees: readonly (readonly Leaf[])[];
}

const TREES = 64;

/** Each tree sees as many rows as there are, drawn with replacement. The same table gets the same forest. */
export function forestOf({ dimensions, rows }: Table): Forest {
  const columns = dimensions.map((_, k) => rows.map(({ places }) => places[k]!));
  const bins = dimensions.map(({ axis }, k) => binsOf(axis, columns[k]!));
  const pieces = bins.map((one, k) => binned(one, columns[k]!));
  const targets = rows.map(({ objective }) => objective);
  const trees = Array.from({ length: TREES }, (_, tree) => {
    const stream = new Stream(0, 'sweep forest', tree);
    const sample = rows.map(() => stream.below(rows.length));
    return growTree(bins, pieces, targets, sample);
  });
  return { bins, trees };
}

/** Volume of a leaf in all axes but some. */
export function volumeWithout({ widths }: Leaf, ...axes: readonly number[]): number {
  return widths.reduce((product, width, k) => (axes.includes(k) ? product : product * width), 1);
}

/** What a tree predicts by piece of one axis, on average over all others. */
export function marginal(leaves: readonly Leaf[], { widths }: Bins, axis: number): Float64Array {
  const means = new Float64Array(widths.length);
  for (const leaf of leaves) {
    const share = leaf.value * volumeWithout(leaf, axis);
    for (const piece of leaf.pieces[axis]!) means[piece]! += share;
  }
  return means;
}

/** The same by pieces of two axes: those of the second one after another for each of the first. */
export function marginalOfTwo(
  leaves: readonly Leaf[],
  bins: readonly Bins[],
  [a, b]: readonly [number, number],
): Float64Array {
  const across = bins[b]!.widths.length;
  const means = new Float64Array(bins[a]!.widths.length * across);
  for (const leaf of leaves) {
    const share = leaf.value * volumeWithout(leaf, a, b);
    for (const i of leaf.pieces[a]!) for (const j of leaf.pieces[b]!) means[i * across + j]! += share;
  }
  return means;
}
