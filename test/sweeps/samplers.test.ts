import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { identityOf } from '../../src/sweeps/assignment.js';
import { type Constraint, parseConstraint } from '../../src/sweeps/constraint.js';
import { distributions } from '../../src/sweeps/distributions/index.js';
import { propose } from '../../src/sweeps/propose.js';
import { samplers } from '../../src/sweeps/samplers/index.js';
import type { Seen } from '../../src/sweeps/samplers/sampler.js';
import { sobolBits } from '../../src/sweeps/samplers/sobol.js';
import { type Dimension, locate, type Space } from '../../src/sweeps/space.js';

const samplerOf = (name: string) => samplers.find((one) => one.name === name)!;

function dimension(path: string | readonly string[], name: string, options: object, when = {}): Dimension {
  const axis = distributions.find((one) => one.name === name)!.axis(options as never);
  return {
    paths: typeof path === 'string' ? [path] : path,
    axis,
    when: new Map(Object.entries(when)) as Dimension['when'],
  };
}

const SPACE: Space = {
  dimensions: [
    dimension('optimizer', 'categorical', { values: ['adam', 'sgd'] }),
    dimension('momentum', 'q_uniform', { min: 0, max: 0.9, q: 0.3 }, { optimizer: ['sgd'] }),
    dimension('units', 'int_uniform', { min: 1, max: 4 }),
    dimension(['a', 'b'], 'categorical', {
      values: [
        [1, 10],
        [2, 20],
      ],
    }),
  ],
  constraints: [parseConstraint('units * a <= 6') as Constraint],
};

/** All trials of a search, each judged by `loss`. */
function search(
  name: string,
  space: Space,
  most: number,
  seed = 1,
  loss = (_values: Map<string, unknown>) => 0,
) {
  const seen: Seen[] = [];
  const taken = new Set<string>();
  const trials: Map<string, unknown>[] = [];
  for (let from = 0; trials.length < most; ) {
    const proposal = propose({ space, sampler: samplerOf(name), seed, seen, taken, from });
    if (!proposal) break;
    from = proposal.index + 1;
    taken.add(proposal.identity);
    trials.push(new Map(proposal.assignment));
    seen.push({ point: proposal.point, losses: [loss(trials.at(-1)!)] });
    expect(locate(space, proposal.assignment)).toBeDefined();
  }
  return trials;
}

describe('every way to search', () => {
  test.each(samplers.map(({ name }) => name))(
    '%s finds every allowed trial of a small space once',
    (name) => {
      const trials = search(name, SPACE, 1000);
      // adam: 4 units x 2; sgd: 4 momenta more; without units 4 and a 2, which is 8.
      expect(trials).toHaveLength((1 + 4) * (4 * 2 - 1));
      expect(new Set(trials.map(identityOf)).size).toBe(trials.length);
      for (const trial of trials) {
        expect(trial.has('momentum')).toBe(trial.get('optimizer') === 'sgd');
        expect((trial.get('units') as number) * (trial.get('a') as number)).toBeLessThanOrEqual(6);
        expect(trial.get('b')).toBe(10 * (trial.get('a') as number));
      }
    },
  );

  test.each(samplers.map(({ name }) => name))('%s says the same for the same seed', (name) => {
    const run = (seed: number) => search(name, SPACE, 20, seed).map(identityOf);
    expect(run(3)).toEqual(run(3));
    if (name !== 'grid') expect(run(3)).not.toEqual(run(4));
  });
});

test('the Sobol sequence is that of scipy', () => {
  const { sobol } = JSON.parse(readFileSync(join(import.meta.dirname, 'scipy.json'), 'utf8'));
  for (const [n, point] of (sobol as number[][]).entries()) {
    const bits = [...sobolBits(n, point.length)].map((word) => word / 2 ** 32);
    expect(bits).toEqual(point.map((place) => expect.closeTo(place, 8)));
  }
});

test('a grid has no place for what cannot be counted', () => {
  const { axis } = dimension('x', 'uniform', { min: 0, max: 1 });
  expect(samplerOf('grid').problem!([axis])).toMatch(/no end of them/);
});

/** A function of four places, the best of 60 trials, the median over 20 seeds. */
describe('bayes comes near the least of functions', () => {
  const space = (count: number, min: number, max: number): Space => ({
    dimensions: Array.from({ length: count }, (_, i) => dimension(`x${i}`, 'uniform', { min, max })),
    constraints: [],
  });
  const median = (name: string, where: Space, f: (x: number[]) => number) => {
    const found = Array.from({ length: 20 }, (_, seed) => {
      const loss = (values: Map<string, unknown>) => f([...values.values()] as number[]);
      return Math.min(...search(name, where, 60, seed, loss).map(loss));
    });
    return found.sort((a, b) => a - b)[10]!;
  };
  const sphere = (x: number[]) => x.reduce((sum, value) => sum + (value - 0.3) ** 2, 0);

  test('far nearer than random points', () => {
    const where = space(4, -1, 1);
    expect(median('bayes', where, sphere)).toBeLessThan(0.2 * median('random', where, sphere));
  });
});
