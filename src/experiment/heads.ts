import { type Choice, chosen } from './part.js';
import type { Experiment, OutputMap } from './types.js';

/** An output as the experiment has it. */
export interface WrittenHead {
  /** Name of its layer; undefined: the last layer, which is the only output. */
  readonly output?: string;
  readonly loss: Choice;
  readonly metrics: readonly Choice[];
  /** What its loss counts in the sum. */
  readonly weight: number;
  /** Where its loss and metrics stand in the experiment. */
  readonly paths: { readonly loss: readonly string[]; readonly metrics: readonly string[] };
}

type Written = Pick<Experiment, 'architecture' | 'loss' | 'loss_weights' | 'metrics'>;

/** A choice has one key, losses of several outputs have two or more. */
export function isOutputMap(loss: Experiment['loss']): loss is OutputMap<Choice> {
  return typeof loss !== 'string' && Object.keys(loss).length > 1;
}

/** The outputs of an experiment, in the order in which their layers stand in `architecture`. */
export function headsOf({ architecture, loss, loss_weights, metrics }: Written): readonly WrittenHead[] {
  if (!isOutputMap(loss)) {
    const only = Array.isArray(metrics) ? (metrics as readonly Choice[]) : [];
    return [{ loss, metrics: only, weight: 1, paths: { loss: ['loss'], metrics: ['metrics'] } }];
  }
  const places = new Map(architecture.map((layer, index) => [chosen(layer).options.name, index]));
  const place = (output: string) => places.get(output) ?? architecture.length;
  const measured = (Array.isArray(metrics) ? {} : metrics) as OutputMap<readonly Choice[]>;
  return Object.keys(loss)
    .sort((a, b) => place(a) - place(b))
    .map((output) => ({
      output,
      loss: loss[output]!,
      metrics: measured[output] ?? [],
      weight: loss_weights?.[output] ?? 1,
      paths: { loss: ['loss', output], metrics: ['metrics', output] },
    }));
}

/**
 * Names that logs have, in the order of metrics.csv: `loss` and the metrics; with several outputs the sum, `<output>_loss`
 * of each, and `<output>_<metric>`, as Keras names them. `val_` before those of the validation split.
 */
export function logNames(experiment: Written, hasValidation: boolean): string[] {
  const heads = headsOf(experiment);
  const several = heads.length > 1;
  const prefix = ({ output }: WrittenHead) => (several ? `${output}_` : '');
  const names = [
    'loss',
    ...(several ? heads.map((head) => `${prefix(head)}loss`) : []),
    ...heads.flatMap((head) => head.metrics.map((metric) => prefix(head) + chosen(metric).name)),
  ];
  return hasValidation ? [...names, ...names.map((name) => `val_${name}`)] : names;
}
