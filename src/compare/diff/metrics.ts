import { moreIsBetter } from '../../runs/best.js';
import { metricsOf } from '../../runs/facts.js';
import { type RunRecord, SPLITS } from '../../runs/record.js';

/** A metric of two runs. Null: not finite; undefined: there is none. */
export interface MetricDiff {
  /** `test.accuracy` */
  readonly name: string;
  readonly before?: number | null;
  readonly after?: number | null;
  /** Of two numbers: the second less the first, ... */
  readonly difference?: number;
  /** ... and whether that is for the better; undefined where they are equal. */
  readonly better?: boolean;
}

/** Final metrics of two runs, whether they differ or not. */
export function finalMetrics(a: RunRecord, b: RunRecord): readonly MetricDiff[] {
  return metricDiffs(metricsOf(a), metricsOf(b));
}

/** The best values of all epochs. */
export function bestMetrics(a: RunRecord, b: RunRecord): readonly MetricDiff[] {
  return metricDiffs(bestOf(a), bestOf(b));
}

type Values = ReadonlyMap<string, number | null>;

function bestOf({ metrics }: RunRecord): Values {
  const found = SPLITS.flatMap((split) =>
    Object.entries(metrics.best[split] ?? {}).map(
      ([name, best]) => [`${split}.${name}`, best?.value ?? null] as const,
    ),
  );
  return new Map(found);
}

function metricDiffs(a: Values, b: Values): MetricDiff[] {
  return [...new Set([...a.keys(), ...b.keys()])].map((name) => {
    const [before, after] = [a.get(name), b.get(name)];
    const values = { name, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
    if (typeof before !== 'number' || typeof after !== 'number') return values;
    const better = after > before === moreIsBetter(name.slice(name.indexOf('.') + 1));
    return { ...values, difference: after - before, ...(after !== before && { better }) };
  });
}
