import { classOf } from '../datasets/class-weight.js';
import { isOutputMap } from '../experiment/heads.js';
import { nameHint } from '../experiment/nearest.js';
import { pick } from '../experiment/part.js';
import type { Experiment } from '../experiment/types.js';
import { losses } from '../losses/index.js';
import type { DataSpec } from './data-spec.js';
import type { ModelProblem } from './model.js';

const PATH = ['training', 'class_weight'];

/** Whether there are classes for `training.class_weight`, and those that it names. */
export function checkClassWeight(experiment: Experiment, data: DataSpec): ModelProblem[] {
  const { class_weight } = experiment.training;
  if (class_weight === undefined) return [];
  const refused = refusal(experiment, data);
  if (refused) return [refused];
  if (class_weight === 'balanced') return [];
  const { classes, classCount, leastClasses, y } = data;
  const width = y.shape.at(-1) ?? 1;
  const count = width > 1 ? width : (classCount ?? leastClasses);
  // Names turn up when the rows are read.
  const fromHeaders = data.countClasses === undefined;
  const seen = new Map<number, string>();
  return Object.keys(class_weight).flatMap((key): ModelProblem[] => {
    const path = [...PATH, key];
    const label = classOf(key, classes ?? []);
    if (label === undefined) {
      if (fromHeaders && !classes) return [];
      const known = classes ?? Array.from({ length: Math.min(count ?? 0, 20) }, (_, i) => `${i}`);
      return [
        { path, message: `there is no class ${JSON.stringify(key)}`, hint: nameHint(key, known, 'classes') },
      ];
    }
    if (count !== undefined && label >= count) {
      return [{ path, message: `there is no class ${label}: the data has ${count}, counted from 0` }];
    }
    const other = seen.get(label);
    seen.set(label, key);
    return other === undefined ? [] : [{ path, message: `is the class ${JSON.stringify(other)} again` }];
  });
}

/** Why no row has a class. */
function refusal(
  { loss, data: { sample_weight, target } }: Experiment,
  { y }: DataSpec,
): ModelProblem | undefined {
  const hint = 'remove it';
  if (isOutputMap(loss))
    return { path: PATH, message: 'is for models of one output, this one has several', hint };
  if (sample_weight !== undefined)
    return { path: PATH, message: 'stands beside data.sample_weight, expected one of them' };
  if (target === 'input') return { path: PATH, message: 'needs classes, but the target is the input', hint };
  const width = y.shape.at(-1) ?? 1;
  const { logitsOf } = pick(losses, loss).part;
  const oneRow = y.shape.length < 2;
  const fits = y.dtype === 'float32' ? logitsOf === (width > 1 ? 'softmax' : 'sigmoid') : width === 1;
  if (oneRow && fits) return undefined;
  return {
    path: PATH,
    message: 'needs one class for each row, but the targets are values',
    hint: 'use data.sample_weight',
  };
}
