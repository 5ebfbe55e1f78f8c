import type { Missing } from './missing.js';
import type { Metric } from './run.js';

/** Entities of one call of log-batch: MLflow takes 1,000 at most, and of these 100 params and 100 tags. */
const MOST = { metrics: 800, params: 100, tags: 100 } as const;

type Content = Pick<Missing, 'metrics' | 'params' | 'tags'>;

/** Bodies of calls of log-batch that log everything, without the run's id; none where there is nothing to log. */
export function batches({ metrics, params, tags }: Content): readonly object[] {
  const count = Math.max(
    Math.ceil(metrics.length / MOST.metrics),
    Math.ceil(params.length / MOST.params),
    Math.ceil(tags.length / MOST.tags),
  );
  return Array.from({ length: count }, (_, i) => {
    const part = <T>(list: readonly T[], size: number) => list.slice(i * size, (i + 1) * size);
    return {
      metrics: part(metrics, MOST.metrics).map(inJson),
      params: part(params, MOST.params),
      tags: part(tags, MOST.tags),
    };
  });
}

/** JSON has no NaN and no infinity: MLflow reads them from text. */
const inJson = (metric: Metric) => ({
  ...metric,
  value: Number.isFinite(metric.value) ? metric.value : String(metric.value),
});
