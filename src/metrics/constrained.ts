import { type Counts, confusionMisfit, countsOf, countYes, type Reading, tableSize } from './confusion.js';
import { defineMetric, type Metric } from './metric.js';

type Rates = (counts: Counts) => readonly number[];

/** The options: what is asked for, and where to look. */
const optionsOf = <const N extends string>(least: N) =>
  ({
    type: 'object',
    properties: {
      [least]: { type: 'number', minimum: 0, maximum: 1, description: `The ${least} that is asked for.` },
      num_thresholds: {
        type: 'integer',
        minimum: 1,
        default: 200,
        description: 'How many thresholds are tried.',
      },
      class_id: { type: 'integer', minimum: 0, description: 'Counts this output only.' },
    },
    required: [least],
  }) as const;

/** The best that one rate can be where another is at least `least`, over all thresholds (Keras's SensitivitySpecificityBase). */
export function constrainedMetric<const N extends string>(
  name: string,
  summary: string,
  least: N,
  [given, sought]: readonly [Rates, Rates],
): Metric<ReturnType<typeof optionsOf<N>>> {
  interface Given {
    readonly num_thresholds: number;
    readonly class_id?: number;
    readonly [least: string]: number | undefined;
  }
  const read = (options: object): Reading => {
    const { num_thresholds: n, class_id } = options as Given;
    const thresholds = n === 1 ? [0.5] : Array.from({ length: n }, (_, at) => at / (n - 1));
    return { thresholds, even: n > 1, classId: class_id };
  };
  return defineMetric<ReturnType<typeof optionsOf<N>>>({
    name,
    summary,
    options: optionsOf(least),
    better: 'higher',
    misfit: (options, judged) => confusionMisfit(name, read(options), judged),
    size: (options) => tableSize(read(options)),
    accumulate: (options, target, output, _judged, tf, weights) =>
      countYes(read(options), target, output, tf, weights),
    result(options, sums) {
      const counts = countsOf(read(options), sums);
      const limit = (options as unknown as Given)[least]!;
      const rates = given(counts);
      return Math.max(0, ...sought(counts).filter((_rate, at) => rates[at]! >= limit));
    },
  });
}
