import { type Choice, chosen } from './part.js';
import type { Experiment, OutputMap } from './types.js';

/** An output as the experiment has it. */
export interface WrittenHead {
  /** Name of its layer; undefined: the last layer, which is the only output. */
  readonly output?: string;
  readonly loss: Choice;
  readonly metrics: readonly WrittenMetric[];
  /** What its loss counts in the sum. */
  readonly weight: number;
  /** Where its loss stands in the experiment. */
  readonly path: readonly string[];
}

/** A metric of an output. */
export interface WrittenMetric {
  readonly choice: Choice;
  /** Its name in logs, without that of the output. */
  readonly log: string;
  /** Rows count in it as in the loss. */
  readonly weighted: boolean;
  readonly path: readonly (string | number)[];
}

type Written = Pick<Experiment, 'architecture' | 'loss' | 'loss_weights' | 'metrics' | 'weighted_metrics'>;

/** A choice has one key, losses of several outputs have two or more. */
export function isOutputMap(loss: Experiment['loss']): loss is OutputMap<Choice> {
  return typeof loss !== 'string' && Object.keys(loss).length > 1;
}

/** The outputs of an experiment, in the order in which their layers stand in `architecture`. */
export function headsOf(experiment: Written): readonly WrittenHead[] {
  const { architecture, loss, loss_weights } = experiment;
  if (!isOutputMap(loss)) return [{ loss, metrics: metricsOf(experiment), weight: 1, path: ['loss'] }];
  const places = new Map(architecture.map((layer, index) => [chosen(layer).options.name, index]));
  const place = (output: string) => places.get(output) ?? architecture.length;
  return Object.keys(loss)
    .sort((a, b) => place(a) - place(b))
    .map((output) => ({
      output,
      loss: loss[output]!,
      metrics: metricsOf(experiment, output),
      weight: loss_weights?.[output] ?? 1,
      path: ['loss', output],
    }));
}

/** The metrics of an output, then the weighted ones; as in Keras, one that is both is `weighted_<metric>` there. */
function metricsOf({ metrics, weighted_metrics }: Written, output?: string): readonly WrittenMetric[] {
  const listOf = (all: Experiment['metrics'] | undefined): readonly Choice[] => {
    if (Array.isArray(all)) return output === undefined ? (all as readonly Choice[]) : [];
    return output === undefined ? [] : ((all as OutputMap<readonly Choice[]> | undefined)?.[output] ?? []);
  };
  const inner = output === undefined ? [] : [output];
  const plain = listOf(metrics).map((choice, i) => {
    const path = ['metrics', ...inner, i];
    return { choice, log: chosen(choice).name, weighted: false, path };
  });
  const weighted = listOf(weighted_metrics).map((choice, i) => {
    const { name } = chosen(choice);
    const log = plain.some((other) => other.log === name) ? `weighted_${name}` : name;
    return { choice, log, weighted: true, path: ['weighted_metrics', ...inner, i] };
  });
  return [...plain, ...weighted];
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
    ...heads.flatMap((head) => head.metrics.map(({ log }) => prefix(head) + log)),
  ];
  return hasValidation ? [...names, ...names.map((name) => `val_${name}`)] : names;
}
