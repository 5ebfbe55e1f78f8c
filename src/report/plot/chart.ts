import type { History } from '../../runs/history.js';

/** A line of a chart: as many values as epochs. What is not finite leaves a gap. */
export interface Curve {
  readonly name: string;
  readonly epochs: readonly number[];
  readonly values: readonly (number | null)[];
}

/** Curves of one quantity over the epochs. */
export interface Chart {
  readonly title: string;
  /** `epochs` are powers of ten: the axis says so. */
  readonly powers?: true;
  readonly curves: readonly Curve[];
}

/** The loss of a run, then each of its metrics; training and validation beside each other. */
export function chartsOf({ epochs, curves }: History): readonly Chart[] {
  const names = [...curves.keys()].filter((name) => !name.startsWith('val_') && name !== 'learning_rate');
  return names.map((title) => ({
    title,
    curves: [
      { name: 'train', epochs, values: curves.get(title)! },
      ...(curves.has(`val_${title}`)
        ? [{ name: 'validation', epochs, values: curves.get(`val_${title}`)! }]
        : []),
    ],
  }));
}
