import { defineConstraint } from './constraint.js';

/** keras.constraints.NonNeg: what is below zero becomes zero. NaN stays: it must be seen. */
export const non_neg = defineConstraint({
  name: 'non_neg',
  summary: 'No value below zero.',
  options: { type: 'object', properties: {} },
  project(_options, values) {
    for (let i = 0; i < values.length; i++) if (values[i]! < 0) values[i] = 0;
  },
});
