/** Points of a cube, row by row: `axes` numbers each. */
export interface Points {
  readonly rows: Float64Array;
  readonly count: number;
  /** By axis: whether numbers that are near one another are alike. Else they are alike or not. */
  readonly ordered: readonly boolean[];
}

/** What a Gaussian process takes for granted about a function. */
export interface Kernel {
  /** By axis: how far apart values are that have little to do with one another. */
  readonly lengths: readonly number[];
  /** Of the function. */
  readonly variance: number;
  /** Of what is measured, around the function. */
  readonly noise: number;
}

const ROOT5 = Math.sqrt(5);

/** Matern's covariance with smoothness 5/2, of points `r` apart in lengths: (1 + √5 r + 5/3 r²) exp(-√5 r). */
export function matern(r: number): number {
  return (1 + ROOT5 * r + (5 / 3) * r * r) * Math.exp(-ROOT5 * r);
}

/** Its derivative by r², times -2: 5/3 (1 + √5 r) exp(-√5 r). */
export function maternSlope(r: number): number {
  return (5 / 3) * (1 + ROOT5 * r) * Math.exp(-ROOT5 * r);
}

/** Square of the difference of two places on an axis; 1 where they only can be different. */
export function apart(isOrdered: boolean, a: number, b: number): number {
  return isOrdered ? (a - b) ** 2 : a === b ? 0 : 1;
}

/** r² of a point of the set and another point. */
export function distance(
  points: Points,
  i: number,
  other: ArrayLike<number>,
  at: number,
  inverse: ArrayLike<number>,
): number {
  const { rows, ordered } = points;
  const axes = ordered.length;
  let sum = 0;
  for (let k = 0; k < axes; k++) {
    sum += inverse[k]! * apart(ordered[k]!, rows[i * axes + k]!, other[at + k]!);
  }
  return sum;
}

/** 1 / length², by axis. */
export const inverseSquares = ({ lengths }: Kernel) => lengths.map((length) => 1 / length ** 2);
