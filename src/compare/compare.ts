import { moreIsBetter } from '../runs/best.js';
import { type Fact, factsOf, metricsOf } from '../runs/facts.js';
import type { RunRecord } from '../runs/record.js';

/** Runs side by side. */
export interface Comparison {
  /** Keys of which not all runs have the same value; a run that has not such a key at all has undefined. */
  readonly differing: readonly string[];
  readonly metrics: readonly string[];
  readonly runs: readonly ComparedRun[];
}

export interface ComparedRun {
  readonly id: string;
  readonly facts: readonly (Fact | undefined)[];
  readonly values: readonly (number | null | undefined)[];
  /** Of each metric, whether no other run has a better value. */
  readonly best: readonly boolean[];
}

/** In the order given. Keys stand as they first appear, those of the experiment first. */
export function compare(records: readonly RunRecord[]): Comparison {
  const facts = records.map(factsOf);
  const keys = [...new Set(facts.flatMap((one) => [...one.keys()]))];
  const differing = keys.filter((key) => new Set(facts.map((one) => one.get(key))).size > 1);
  const found = records.map(metricsOf);
  const metrics = [...new Set(found.flatMap((one) => [...one.keys()]))];
  const tops = metrics.map((name) =>
    bestOf(
      name,
      found.map((one) => one.get(name)),
    ),
  );
  return {
    differing,
    metrics,
    runs: records.map(({ id }, i) => {
      const values = metrics.map((name) => found[i]!.get(name));
      return {
        id,
        facts: differing.map((key) => facts[i]!.get(key)),
        values,
        best: values.map((value, at) => records.length > 1 && isNumber(value) && value === tops[at]),
      };
    }),
  };
}

/** The best of some values of a metric; undefined where none is a number. `name`: `test.accuracy`. */
export function bestOf(name: string, values: readonly (number | null | undefined)[]): number | undefined {
  const numbers = values.filter(isNumber);
  if (numbers.length === 0) return undefined;
  return moreIsBetter(name.slice(name.indexOf('.') + 1)) ? Math.max(...numbers) : Math.min(...numbers);
}

const isNumber = (value: number | null | undefined): value is number => typeof value === 'number';
