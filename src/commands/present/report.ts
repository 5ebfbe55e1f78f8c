import type { Report } from '../../report/report.js';

/** The document that `dlx report --json` prints. */
export function reportJson(file: string, { views }: Report) {
  return {
    file,
    runs: views.map(({ record, predictions }) => ({
      id: record.id,
      predictions:
        'value' in predictions
          ? { split: predictions.value.split, rows: predictions.value.losses.length, reason: null }
          : { split: null, rows: null, reason: predictions.reason },
    })),
  };
}
