import type { Sampler } from './sampler.js';

/** Values of a parameter that are listed. */
const MOST = 100_000;

/** As digits of a number count, with the last axis for the units; places are middles of cells. */
export const grid: Sampler = {
  name: 'grid',
  summary: 'Every combination of values, in order.',
  // It ends by itself.
  patience: Infinity,
  problem(axes) {
    const most = Math.max(1, ...axes.map(({ count }) => count));
    if (most <= MOST) return undefined;
    const many = most === Infinity ? 'no end' : String(most);
    return `a grid takes every value, and this parameter has ${many} of them: give \`values\`, or \`q\` with min and max`;
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
    return rest > 0 ? undefined : { point: places };
  },
};
