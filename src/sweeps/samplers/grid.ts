import type { Sampler } from './sampler.js';

/** As digits of a number count, with the last axis for the units; places are middles of cells. */
export const grid: Sampler = {
  name: 'grid',
  summary: 'Every combination of values, in order.',
  // It ends by itself.
  patience: Infinity,
  problem(axes) {
    return axes.some(({ count }) => count === Infinity)
      ? 'a grid takes every value, and this parameter has no end of them: give `values`, or `q` with min and max'
      : undefined;
  },
  suggest({ axes, index }) {
    let rest = index;
    const places = axes.map(() => 0);
    for (let i = axes.length - 1; i >= 0; i--) {
      const axis = axes[i]!;
      const [low, high] = axis.cell(axis.values()[rest % axis.count])!;
      places[i] = (low + high) / 2;
      rest = Math.floor(rest / axis.count);
    }
    return rest > 0 ? undefined : places;
  },
};
