import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distributions } from '../../src/sweeps/distributions/index.js';
import { type Proposal, propose, type Search } from '../../src/sweeps/propose.js';
import { samplers } from '../../src/sweeps/samplers/index.js';
import type { Seen } from '../../src/sweeps/samplers/sampler.js';
import type { Dimension, Space } from '../../src/sweeps/space.js';

export const samplerOf = (name: string) => samplers.find((one) => one.name === name)!;

/** Numbers of Optuna, scikit-learn and scipy. */
export const peers = () => JSON.parse(readFileSync(join(import.meta.dirname, 'peers.json'), 'utf8'));

export function dimension(
  path: string | readonly string[],
  name: string,
  options: object,
  when = {},
): Dimension {
  const axis = distributions.find((one) => one.name === name)!.axis(options as never);
  return {
    paths: typeof path === 'string' ? [path] : path,
    axis,
    when: new Map(Object.entries(when)) as Dimension['when'],
  };
}

export const numbers = (count: number, min: number, max: number): Space => ({
  dimensions: Array.from({ length: count }, (_, i) => dimension(`x${i}`, 'uniform', { min, max })),
  constraints: [],
});

export type Values = ReadonlyMap<string, unknown>;
/** What a trial comes to; undefined for one that fails. */
export type Judge = (values: Values, from: number | null) => readonly number[] | undefined;

export interface Kept {
  readonly proposal: Proposal;
  readonly losses: readonly number[] | undefined;
}

/** All trials of a search, one after the other, or so many at a time. */
export function search(
  name: string,
  space: Space,
  most: number,
  { seed = 1, judge = () => [0] as readonly number[], workers = 1, ...more }: Options = {},
): readonly Kept[] {
  const taken = new Set<string>();
  const trials: Kept[] = [];
  const running: number[] = [];
  const seen: Seen[] = [];
  const end = () => {
    const number = running.shift()!;
    const { losses } = trials[number]!;
    seen[number] = { number, point: seen[number]!.point, ...(losses ? { losses } : { failed: true }) };
  };
  for (let from = 0; trials.length < most; ) {
    if (running.length === workers) end();
    const number = trials.length;
    const proposal = propose({ space, sampler: samplerOf(name), seed, number, seen, taken, from, ...more });
    if (proposal === 'wait') {
      if (running.length === 0) throw new Error('waits for nothing');
      end();
      continue;
    }
    if (!proposal) break;
    from = proposal.index + 1;
    taken.add(proposal.identity);
    trials.push({ proposal, losses: judge(proposal.assignment, proposal.from) });
    seen.push({ number, point: proposal.point });
    running.push(number);
  }
  return trials;
}

export interface Options extends Pick<Partial<Search>, 'seed' | 'population'> {
  readonly judge?: Judge;
  readonly workers?: number;
}
