import { describe, expect, it } from 'vitest';
import { kernels } from '../../src/kernels/index.js';
import type { Cases } from './case.js';
import { convolutions } from './cases/convolutions.js';
import { countings } from './cases/counts.js';
import { elementwise } from './cases/elementwise.js';
import { fusions } from './cases/fused.js';
import { inverse } from './cases/inverse.js';
import { places } from './cases/places.js';
import { pools } from './cases/pools.js';
import { reductions } from './cases/reductions.js';
import { resizes } from './cases/resizes.js';
import { shapes } from './cases/shapes.js';
import { volumes } from './cases/volumes.js';
import { differences, lowered, onCpu, runGraph, traced } from './compiled.js';

const families = [
  convolutions,
  countings,
  elementwise,
  fusions,
  inverse,
  places,
  pools,
  reductions,
  resizes,
  shapes,
  volumes,
];
const cases: Cases = Object.assign({}, ...families);

describe('the table of kernels', () => {
  it('has a case for every row and no case without a row', () => {
    const names = families.flatMap((family) => Object.keys(family));
    expect([...names].sort()).toEqual(kernels.map(({ name }) => name).sort());
  });

  it('is sorted', () => {
    const names = kernels.map(({ name }) => name);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
  });
});

const rows = Object.entries(cases).flatMap(([kernel, list]) =>
  list.map((one) => {
    const shapesOf = one.inputs.map(({ dtype, shape }) => `${dtype}[${shape}]`).join(' ');
    return { ...one, kernel, title: [kernel, shapesOf, one.about].filter(Boolean).join(' ') };
  }),
);

describe('lowered kernels compute what tfjs computes', () => {
  it.each(rows)('$title', async ({ kernel, inputs, f, oracle = f, relative, absolute }) => {
    const expected = onCpu(oracle, inputs);
    expect((await traced(f, inputs)).nodes.map(({ op }) => op)).toContain(kernel);
    for (const passes of [false, true]) {
      const found = await runGraph(await lowered(f, inputs, passes), inputs);
      expect(
        differences(found, expected, relative, absolute),
        passes ? 'after all passes' : 'lowered',
      ).toEqual([]);
    }
  });
});
