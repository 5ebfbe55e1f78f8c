/** A function of several numbers, with its gradient. */
export type Smooth = (x: readonly number[]) => {
  readonly value: number;
  readonly gradient: readonly number[];
};

export interface Bounds {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Steps whose curvature is remembered. */
const MEMORY = 6;
const HALVINGS = 20;

/**
 * A minimum near `start`, within bounds: the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno (D. Liu and
 * J. Nocedal, Math. Programming 1989), its steps cut off at the bounds, halved until the value falls enough.
 */
export function minimize(
  f: Smooth,
  start: readonly number[],
  { low, high }: Bounds,
  most: number,
): { readonly x: readonly number[]; readonly value: number } {
  const within = (x: readonly number[]) => x.map((one, i) => Math.min(high[i]!, Math.max(low[i]!, one)));
  let steps: Step[] = [];
  let x = within(start);
  let here = f(x);
  let before: readonly boolean[] = [];
  for (let iteration = 0; iteration < most; iteration++) {
    // At a bound, what points outwards has no part; steps with other parts say nothing.
    const free = here.gradient.map((g, i) => !((x[i]! <= low[i]! && g > 0) || (x[i]! >= high[i]! && g < 0)));
    if (free.some((one, i) => one !== before[i])) steps = [];
    before = free;
    const only = (all: readonly number[]) => all.map((one, i) => (free[i] ? one : 0));
    const gradient = only(here.gradient);
    const length = Math.sqrt(dot(gradient, gradient));
    if (!(length > 1e-6)) break;
    let direction = descent(gradient, steps);
    if (dot(direction, gradient) >= 0) direction = gradient.map((g) => -g);
    const found = descend(direction, gradient, steps.length === 0 ? Math.min(1, 1 / length) : 1);
    if (!found) break;
    const s = only(found.x.map((one, k) => one - x[k]!));
    const y = only(found.there.gradient.map((g, k) => g - here.gradient[k]!));
    const curvature = dot(s, y);
    if (curvature > 1e-10 * dot(y, y)) steps.push({ s, y, rho: 1 / curvature });
    if (steps.length > MEMORY) steps.shift();
    const gain = here.value - found.there.value;
    [x, here] = [found.x, found.there];
    if (gain < 1e-7 * (1 + Math.abs(here.value))) break;
  }
  return { x, value: here.value };

  /** Armijo's rule. */
  function descend(direction: readonly number[], gradient: readonly number[], first: number) {
    for (let i = 0, scale = first; i < HALVINGS; i++, scale /= 2) {
      const next = within(x.map((one, k) => one + scale * direction[k]!));
      const there = f(next);
      const fall = dot(
        gradient,
        next.map((one, k) => one - x[k]!),
      );
      if (there.value <= here.value + 1e-4 * fall) return { x: next, there };
    }
    return undefined;
  }
}

/** One that was made: how far, how the gradient changed, and 1 over the product of both. */
interface Step {
  readonly s: readonly number[];
  readonly y: readonly number[];
  readonly rho: number;
}

/** Minus the gradient times what is known of the inverse of the curvature: the two loops of Nocedal. */
function descent(gradient: readonly number[], steps: readonly Step[]): number[] {
  let q = [...gradient];
  const alphas: number[] = [];
  for (const { s, y, rho } of [...steps].reverse()) {
    const alpha = rho * dot(s, q);
    alphas.unshift(alpha);
    q = q.map((one, k) => one - alpha * y[k]!);
  }
  const last = steps.at(-1);
  if (last) q = q.map((one) => one / (last.rho * dot(last.y, last.y)));
  for (const [i, { s, y, rho }] of steps.entries()) {
    const beta = rho * dot(y, q);
    q = q.map((one, k) => one + (alphas[i]! - beta) * s[k]!);
  }
  return q.map((one) => -one);
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, one, i) => sum + one * b[i]!, 0);
