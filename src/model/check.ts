import { callbacks } from '../callbacks/index.js';
import { headsOf, logNames } from '../experiment/heads.js';
import { layerNames } from '../experiment/names.js';
import { nameHint } from '../experiment/nearest.js';
import { chosen, pick } from '../experiment/part.js';
import type { Experiment } from '../experiment/types.js';
import { rateMisfit, scheduleName } from '../optimizers/learning-rate.js';
import { buildModel } from './build.js';
import { checkOutputs, outputsOf } from './check-outputs.js';
import { checkConstraints, checkOptimizer } from './check-updates.js';
import { checkClassWeight } from './check-weights.js';
import { groupsOf } from './columns.js';
import type { DataSpec } from './data-spec.js';
import { inputOf } from './input.js';
import { judge } from './judge.js';
import type { Model, ModelProblem } from './model.js';
import type { Head } from './plan.js';

export type Checked =
  | { readonly model: Model; readonly heads: readonly Head[]; readonly problems: readonly [] }
  | { readonly problems: readonly ModelProblem[] };

/** Everything about an experiment that a schema cannot see, without computing anything. */
export function checkModel(experiment: Experiment, data: DataSpec): Checked {
  const problems: ModelProblem[] = [
    ...checkSchedule(experiment),
    ...checkOptimizer(experiment),
    ...checkCallbacks(experiment, data),
    ...checkExpect(experiment, data),
    ...checkOutputs(experiment),
    ...checkClassWeight(experiment, data),
  ];
  const input = inputOf(experiment, data.x);
  if ('message' in input) return { problems: [...problems, input] };
  const outputs = outputsOf(experiment);
  // Losses of layers that there are not: what leads where is not known.
  if (outputs && outputs.length < headsOf(experiment).length) return { problems };
  const fromHeaders = data.countClasses === undefined;
  const names = { ...(data.features && { names: data.features }), fromHeaders };
  const layers = layerNames(experiment.architecture).filter((name) => name !== undefined);
  const groups = groupsOf(experiment.data.inputs, { spec: input, ...names }, layers);
  problems.push(...groups.problems);
  const ends = { groups: groups.groups, ...(outputs && { outputs }) };
  const built = buildModel(experiment.architecture, input, ends);
  if ('problems' in built) return { problems: [...problems, ...built.problems] };
  const { model } = built;
  const judged = judge(experiment, model, { ...data, columns: data.targets });
  problems.push(...checkConstraints(model), ...judged.problems, ...checkTrainable(model));
  return problems.length > 0 ? { problems } : { model, heads: judged.heads, problems: [] };
}

/** Whether there is anything to train. */
function checkTrainable({ layers }: Model): ModelProblem[] {
  const own = (all: boolean) =>
    layers.some(({ trainable, built: { weights } }) =>
      weights?.some((weight) => (all || trainable) && weight.trainable !== false),
    );
  if (own(false)) return [];
  const [message, hint] = own(true)
    ? ['nothing can be trained: all layers that have weights are frozen', 'remove a `trainable: false`']
    : ['nothing can be trained: no layer has weights', 'add one that has, such as Dense'];
  return [{ path: ['architecture'], message, hint }];
}

/** Options of a schedule that do not go together. */
function checkSchedule({ optimizer }: Experiment): ModelProblem[] {
  const { name, options } = chosen(optimizer);
  const message = rateMisfit(options);
  if (message === undefined) return [];
  return [{ path: ['optimizer', name, 'learning_rate', scheduleName(options)!], message }];
}

function checkCallbacks(experiment: Experiment, data: DataSpec): ModelProblem[] {
  const names = logNames(experiment, data.hasValidation);
  const schedule = scheduleName(chosen(experiment.optimizer).options);
  return experiment.training.callbacks.flatMap((choice, index) => {
    const { part, options } = pick(callbacks, choice);
    const path = ['training', 'callbacks', index, ...(typeof choice === 'string' ? [] : [part.name])];
    if (part.setsRate && schedule !== undefined) {
      const message = `changes the learning rate, which ${schedule} decides for every step`;
      return [{ path, message, hint: 'give the optimizer a number, or remove one of the two' }];
    }
    try {
      part.watch(options as never, names);
      return [];
    } catch (error) {
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
