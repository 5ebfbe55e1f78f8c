import type { Space } from '../space.js';
import type { Bins } from './bins.js';
import { type Forest, forestOf, marginal, marginalOfTwo, volumeWithout } from './forest.js';
import { nameOf, type Outcome, tableOf, type Which } from './outcome.js';
import type { Leaf } from './tree.js';

export interface Share {
  /** Of parameters that change together, all, with ` + ` between them. */
  readonly path: string;
  /** Part of the variance of the objective over the space, 0 to 1. */
  readonly share: number;
}

export interface PairShare {
  readonly paths: readonly [string, string];
  /** What both bring about together, beyond what each does alone. */
  readonly share: number;
}

export interface Importance {
  /** How many it was learnt from. */
  readonly trials: number;
  /** Greatest first. What is missing to 1 is in combinations of several. */
  readonly parameters: readonly Share[];
  /** Of the most important parameters, greatest first. */
  readonly pairs: readonly PairShare[];
}

/** Fewer trials say nothing. */
const LEAST = 4;
/** Pairs are looked at among so many of the most important parameters. */
const PAIRED = 5;

/**
 * How much of the variance of an objective each parameter brings about, alone and in pairs, over all of the space: the
 * functional analysis of variance of a forest (F. Hutter et al., "An efficient approach for assessing hyperparameter
 * importance", ICML 2014).
 *
 * @param objective which one, from 0.
 * @returns undefined where fewer than 4 trials can be told from, or all came to the same.
 */
export function importance(
  space: Space,
  trials: readonly Outcome[],
  objective = 0,
  which?: Which,
): Importance | undefined {
  const table = tableOf(space, trials, objective, which);
  const { dimensions, rows } = table;
  if (rows.length < LEAST || dimensions.length === 0) return undefined;
  const forest = forestOf(table);
  const trees = forest.trees.flatMap((leaves) => {
    const whole = varianceOf(leaves);
    return whole.variance > 0 ? [{ leaves, ...whole }] : [];
  });
  if (trees.length === 0) return undefined;
  const average = (part: (tree: Tree) => number) =>
    trees.reduce((sum, tree) => sum + part(tree) / tree.variance, 0) / trees.length;
  const single = (tree: Tree, axis: number) => alone(forest, tree, axis);
  const shares = dimensions.map((_, axis) => average((tree) => single(tree, axis)));
  const order = shares.map((_, axis) => axis).sort((a, b) => shares[b]! - shares[a]! || a - b);
  const names = dimensions.map(nameOf);
  const pairs = pairsOf(order.slice(0, PAIRED)).map(([a, b]): PairShare => {
    const share = average((tree) => together(forest, tree, [a, b]) - single(tree, a) - single(tree, b));
    return { paths: [names[a]!, names[b]!], share: Math.max(0, share) };
  });
  return {
    trials: rows.length,
    parameters: order.map((axis) => ({ path: names[axis]!, share: shares[axis]! })),
    pairs: pairs.sort((a, b) => b.share - a.share),
  };
}

interface Tree {
  readonly leaves: readonly Leaf[];
  readonly mean: number;
  readonly variance: number;
}

function varianceOf(leaves: readonly Leaf[]): Pick<Tree, 'mean' | 'variance'> {
  const volumes = leaves.map((leaf) => volumeWithout(leaf));
  const mean = leaves.reduce((sum, { value }, i) => sum + value * volumes[i]!, 0);
  const variance = leaves.reduce((sum, { value }, i) => sum + (value - mean) ** 2 * volumes[i]!, 0);
  return { mean, variance };
}

/** Variance of what one axis brings about. */
function alone({ bins }: Forest, { leaves, mean }: Tree, axis: number): number {
  const { widths } = bins[axis]!;
  const means = marginal(leaves, bins[axis]!, axis);
  return widths.reduce((sum, width, i) => sum + width * (means[i]! - mean) ** 2, 0);
}

/** The same of two. */
function together({ bins }: Forest, { leaves, mean }: Tree, axes: readonly [number, number]): number {
  const [first, second] = axes.map((axis) => bins[axis]!) as [Bins, Bins];
  const means = marginalOfTwo(leaves, bins, axes);
  const across = second.widths.length;
  return first.widths.reduce(
    (sum, width, i) =>
      sum +
      second.widths.reduce((row, other, j) => row + width * other * (means[i * across + j]! - mean) ** 2, 0),
    0,
  );
}

const pairsOf = (all: readonly number[]) =>
  all.flatMap((a, i) => all.slice(i + 1).map((b): readonly [number, number] => [a, b]));
