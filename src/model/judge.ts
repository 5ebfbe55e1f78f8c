import { formatShape, type Spec } from '../arrays.js';
import { chosen, pick } from '../experiment/part.js';
import type { Experiment } from '../experiment/types.js';
import { losses } from '../losses/index.js';
import type { Judged } from '../losses/loss.js';
import { metrics } from '../metrics/index.js';
import { lastActivation } from './build.js';
import type { Model, ModelProblem } from './model.js';

/** What is known about the targets, from headers (validate) or from the rows (run). */
export interface Targets {
  /** One sample, as the source has it. */
  readonly y: Spec;
  readonly classCount?: number;
  /** The classes that occur, where there may be more. */
  readonly leastClasses?: number;
}

/** What loss and metrics will be given; the number of classes is that of the outputs where it is not known. */
export function judgedOf(experiment: Experiment, model: Model, targets: Targets): Judged {
  const { y, classCount, leastClasses } = targets;
  const outputs = model.output.shape.at(-1);
  const oneHot = experiment.data.target === 'one_hot';
  const target: Spec = oneHot
    ? { shape: [...withoutUnit(y.shape), classCount ?? outputs ?? 1], dtype: 'float32' }
    : y;
  return { output: model.output, target, classCount, leastClasses, activation: lastActivation(model) };
}

/** [1] -> []: a column of class numbers is encoded like a plain list of them. */
export const withoutUnit = (shape: readonly number[]) => (shape.at(-1) === 1 ? shape.slice(0, -1) : shape);

/** Whether loss and metrics fit the model's last layer and the targets. */
export function judge(experiment: Experiment, judged: Judged, targets: Targets): ModelProblem[] {
  const problems: ModelProblem[] = [];
  if (experiment.data.target === 'one_hot' && targets.y.dtype === 'float32') {
    problems.push({
      path: ['data', 'target'],
      message: `one_hot needs class numbers, found float32 targets of shape ${formatShape(targets.y.shape)}`,
      hint: 'remove `target: one_hot`',
    });
    return problems;
  }
  const loss = pick(losses, experiment.loss);
  const misfit = loss.part.misfit(loss.options as never, judged);
  if (misfit) problems.push({ path: pathOf(['loss'], experiment.loss), message: misfit });
  experiment.metrics.forEach((choice, index) => {
    const { part, options } = pick(metrics, choice);
    const message = part.misfit(options as never, judged);
    if (message) problems.push({ path: pathOf(['metrics', index], choice), message });
  });
  return problems;
}

const pathOf = (path: (string | number)[], choice: Experiment['loss']) =>
  typeof choice === 'string' ? path : [...path, chosen(choice).name];
