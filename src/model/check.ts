import type { Spec } from '../arrays.js';
import { callbacks } from '../callbacks/index.js';
import { nameHint } from '../experiment/nearest.js';
import { chosen, pick } from '../experiment/part.js';
import type { Experiment } from '../experiment/types.js';
import type { Judged } from '../losses/loss.js';
import { buildModel } from './build.js';
import { inputOf } from './input.js';
import { judge, judgedOf, type Targets } from './judge.js';
import type { Model, ModelProblem } from './model.js';

/** What is known about the data of an experiment: from headers, or from the rows themselves. */
export interface DataSpec {
  readonly x: Spec;
  readonly y: Spec;
  readonly classCount?: number;
  /** The classes that occur, where there may be more. */
  readonly leastClasses?: number;
  readonly hasValidation: boolean;
  readonly hasTest: boolean;
}

export type Checked =
  | { readonly model: Model; readonly judged: Judged; readonly problems: readonly [] }
  | { readonly problems: readonly ModelProblem[] };

/** Everything about an experiment that a schema cannot see, without computing anything. */
export function checkModel(experiment: Experiment, data: DataSpec): Checked {
  const problems: ModelProblem[] = [...checkCallbacks(experiment, data), ...checkExpect(experiment, data)];
  const input = inputOf(experiment, data.x);
  if ('message' in input) return { problems: [...problems, input] };
  const built = buildModel(experiment.architecture, input);
  if ('problems' in built) return { problems: [...problems, ...built.problems] };
  const targets: Targets = { y: data.y, classCount: data.classCount, leastClasses: data.leastClasses };
  const judged = judgedOf(experiment, built.model, targets);
  problems.push(...judge(experiment, judged, targets));
  return problems.length > 0 ? { problems } : { model: built.model, judged, problems: [] };
}

/** Names that logs will have, in the order of metrics.csv. */
export function logNames(experiment: Experiment, hasValidation: boolean): string[] {
  const names = ['loss', ...experiment.metrics.map((metric) => chosen(metric).name)];
  return hasValidation ? [...names, ...names.map((name) => `val_${name}`)] : names;
}

function checkCallbacks(experiment: Experiment, data: DataSpec): ModelProblem[] {
  const names = logNames(experiment, data.hasValidation);
  return experiment.training.callbacks.flatMap((choice, index) => {
    const { part, options } = pick(callbacks, choice);
    try {
      part.watch(options as never, names);
      return [];
    } catch (error) {
      const path = ['training', 'callbacks', index, ...(typeof choice === 'string' ? [] : [part.name])];
      return [{ path, message: (error as Error).message }];
    }
  });
}

/** `expect` may name only what the record will hold. */
function checkExpect(experiment: Experiment, data: DataSpec): ModelProblem[] {
  const names = logNames(experiment, false);
  const splits = ['train', ...(data.hasValidation ? ['validation'] : []), ...(data.hasTest ? ['test'] : [])];
  return Object.keys(experiment.expect).flatMap((key) => {
    const [split = '', metric = ''] = key.split('.');
    const path = ['expect', key];
    if (!splits.includes(split)) {
      const hint = `splits of this data: ${splits.join(', ')}; see data.split and data.validation`;
      return [{ path, message: `there is no ${split} split`, hint }];
    }
    if (names.includes(metric)) return [];
    return [
      {
        path,
        message: `there is no metric ${JSON.stringify(metric)}`,
        hint: nameHint(metric, names, 'metrics'),
      },
    ];
  });
}
