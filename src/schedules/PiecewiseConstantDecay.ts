import { defineSchedule } from './schedule.js';

/** keras.optimizers.schedules.PiecewiseConstantDecay: a boundary is the last step of its value. */
export const PiecewiseConstantDecay = defineSchedule({
  name: 'PiecewiseConstantDecay',
  summary: 'Changes the learning rate at the steps that are given.',
  options: {
    type: 'object',
    properties: {
      boundaries: {
        type: 'array',
        items: { type: 'integer', minimum: 0 },
        minItems: 1,
        description: 'Steps after which the next value is taken, in ascending order.',
      },
      values: {
        type: 'array',
        items: { type: 'number', minimum: 0 },
        minItems: 2,
        description: 'Learning rates, one more than there are boundaries.',
      },
    },
    required: ['boundaries', 'values'],
  },
  misfit({ boundaries, values }) {
    if (values.length !== boundaries.length + 1) {
      return `found ${boundaries.length} boundaries and ${values.length} values, expected one value more than boundaries: one before each and one after the last`;
    }
    // Keras adds up the values of steps that fall into several pieces, or none.
    const at = boundaries.findIndex((boundary, i) => i > 0 && boundary <= boundaries[i - 1]!);
    if (at < 0) return undefined;
    return `found the boundary ${boundaries[at]} after ${boundaries[at - 1]}, expected ascending steps`;
  },
  rate({ boundaries, values }, step) {
    const at = boundaries.findIndex((boundary) => step <= boundary);
    return Math.fround(values.at(at < 0 ? -1 : at)!);
  },
});
