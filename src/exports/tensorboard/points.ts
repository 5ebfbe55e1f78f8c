import type { Logs } from '../../callbacks/callback.js';
import type { EpochEvent } from '../../training/listener.js';

/** A number of a curve. */
export interface Point {
  /** Folder of the curve below that of the run: TensorBoard shows each as a run of its own, in its own colour. */
  readonly folder: string;
  readonly tag: string;
  readonly step: number;
  readonly value: number;
}

/**
 * The numbers of an epoch in the folders and under the tags of Keras's TensorBoard callback: `epoch_loss` in `train`
 * and `validation`, at steps that count epochs from 0.
 */
export function epochPoints({
  epoch,
  logs,
  valLogs,
  learningRate,
}: Pick<EpochEvent, 'epoch' | 'logs' | 'valLogs' | 'learningRate'>): Point[] {
  const curve = (folder: string, values: Logs) =>
    points(folder, values, (name) => `epoch_${name}`, epoch - 1);
  return [
    ...curve('train', { ...logs, learning_rate: learningRate }),
    ...(valLogs ? curve('validation', valLogs) : []),
  ];
}

/**
 * Loss and metrics at the end as Keras's callback writes those of an evaluation: `evaluation_loss_vs_iterations`. Those
 * of the test split stand in a folder of their own, `test`.
 *
 * @param iterations steps that training has done.
 */
export function evaluationPoints(
  final: { readonly [split: string]: { readonly [name: string]: number | null } | undefined },
  iterations: number,
): Point[] {
  return ['validation', 'test'].flatMap((split) =>
    points(split, final[split] ?? {}, (name) => `evaluation_${name}_vs_iterations`, iterations),
  );
}

function points(
  folder: string,
  values: { readonly [name: string]: number | null },
  tagOf: (name: string) => string,
  step: number,
): Point[] {
  return Object.entries(values).map(([name, value]) => ({
    folder,
    tag: tagOf(name),
    step,
    value: value ?? Number.NaN,
  }));
}
