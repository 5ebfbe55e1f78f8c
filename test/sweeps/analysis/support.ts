import type { Outcome } from '../../../src/sweeps/analysis/outcome.js';

/** Completed trials, in order. */
export const outcomes = (
  all: readonly { readonly values: object; readonly objective: number | null }[],
): readonly Outcome[] =>
  all.map(({ values, objective }, number) => ({
    number,
    values: values as Outcome['values'],
    objectives: [objective],
    status: 'completed',
  }));
