import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { activations } from '../../src/activations/index.js';
import { constraints } from '../../src/constraints/index.js';
import type { Part } from '../../src/experiment/part.js';
import { layers } from '../../src/layers/index.js';
import { losses } from '../../src/losses/index.js';
import { metrics } from '../../src/metrics/index.js';
import { optimizers } from '../../src/optimizers/index.js';
import { regularizers } from '../../src/regularizers/index.js';
import { schedules } from '../../src/schedules/index.js';

const here = (folder: string) => new URL(`${folder}/`, import.meta.url);
const names = (folder: string) =>
  readdirSync(here(folder))
    .map((file) => file.replace(/\.\w+$/, ''))
    .sort();

/** Not Keras's. */
const OWN = new Set(['LinearWarmup']);

/** Every name in the cases: keys and values, wherever they stand. */
const written = new Set<string>();
const collect = (value: unknown): void => {
  if (typeof value === 'string') written.add(value);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    written.add(key);
    collect(item);
  }
};
for (const name of names('cases'))
  collect(parse(readFileSync(new URL(`${name}.yaml`, here('cases')), 'utf8')));

describe('parity cases', () => {
  it('have weights and golden numbers each, and none is left over', () => {
    expect(names('weights')).toEqual(names('cases'));
    expect(names('golden')).toEqual(names('cases'));
  });

  it.each(
    Object.entries<readonly Part[]>({
      activations,
      constraints,
      layers,
      losses,
      metrics,
      optimizers,
      regularizers,
      schedules,
    }),
  )('cover all %s', (_kind, table) => {
    expect(table.map(({ name }) => name).filter((name) => !OWN.has(name) && !written.has(name))).toEqual([]);
  });
});
