import { formatShape } from '../arrays.js';
import { headsOf, type WrittenHead } from '../experiment/heads.js';
import { type Choice, chosen, pick } from '../experiment/part.js';
import type { Experiment } from '../experiment/types.js';
import { losses } from '../losses/index.js';
import type { Judged } from '../losses/loss.js';
import { metrics } from '../metrics/index.js';
import { activationOf } from './build.js';
import type { Model, ModelLayer, ModelProblem } from './model.js';
import type { Head } from './plan.js';
import { type TargetOf, type Targets, targetFor } from './targets.js';

/** What loss and metrics of every output will be given, and whether they fit it and the targets. */
export function judge(
  experiment: Experiment,
  model: Model,
  targets: Targets,
): { readonly heads: readonly Head[]; readonly problems: readonly ModelProblem[] } {
  if (experiment.data.target === 'one_hot' && targets.y.dtype === 'float32' && model.outputs.length === 1) {
    const problem = {
      path: ['data', 'target'],
      message: `one_hot needs class numbers, found float32 targets of shape ${formatShape(targets.y.shape)}`,
      hint: 'remove `target: one_hot`',
    };
    return { heads: [], problems: [problem] };
  }
  const found = headsOf(experiment).map((written, i) => {
    const layer = model.outputs[i]!;
    const target = targetFor(written, experiment.data, targets, model.input, layer);
    const head = headOf(written, target, layer);
    return { head, problems: [...target.problems, ...misfits(head, written)] };
  });
  return { heads: found.map(({ head }) => head), problems: found.flatMap(({ problems }) => problems) };
}

function headOf(
  written: WrittenHead,
  { target, spec, classCount, leastClasses }: TargetOf,
  layer: ModelLayer,
): Head {
  const { output, loss, weight } = written;
  const judged: Judged = {
    output: layer.built.output,
    target: spec,
    classCount,
    leastClasses,
    activation: activationOf(layer),
  };
  return {
    prefix: output === undefined ? '' : `${output}_`,
    loss: pick(losses, loss),
    weight,
    metrics: written.metrics.map(({ choice, log, weighted }) => ({
      ...pick(metrics, choice),
      log,
      weighted,
    })),
    judged,
    target,
  };
}

/** Whether loss and metrics fit an output and what it is compared with. */
function misfits({ loss, metrics, judged }: Head, written: WrittenHead): ModelProblem[] {
  const problems: ModelProblem[] = [];
  const misfit = loss.part.misfit(loss.options as never, judged);
  if (misfit) problems.push({ path: pathOf(written.path, written.loss), message: misfit });
  metrics.forEach(({ part, options }, index) => {
    const message = part.misfit(options as never, judged);
    const { path, choice } = written.metrics[index]!;
    if (message) problems.push({ path: pathOf(path, choice), message });
  });
  return problems;
}

const pathOf = (path: readonly (string | number)[], choice: Choice) =>
  typeof choice === 'string' ? path : [...path, chosen(choice).name];
