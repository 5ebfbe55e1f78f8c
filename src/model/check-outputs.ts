import { headsOf, isOutputMap, logNames } from '../experiment/heads.js';
import { layerNames } from '../experiment/names.js';
import { nameHint } from '../experiment/nearest.js';
import type { Experiment } from '../experiment/types.js';
import type { ModelProblem } from './model.js';

/** The layers that are outputs, as far as there are such layers; undefined: the last one is. */
export function outputsOf(experiment: Experiment): readonly string[] | undefined {
  if (!isOutputMap(experiment.loss)) return undefined;
  const layers = new Set(layerNames(experiment.architecture));
  return headsOf(experiment).flatMap(({ output }) => (layers.has(output) ? [output!] : []));
}

/** What stands in maps by output must be about outputs, and outputs must be layers with names that logs can have. */
export function checkOutputs(experiment: Experiment): ModelProblem[] {
  const { loss, loss_weights, metrics, weighted_metrics, data } = experiment;
  if (!isOutputMap(loss)) return checkSingle(experiment);
  const layers = layerNames(experiment.architecture).filter((name) => name !== undefined);
  const outputs = Object.keys(loss);
  const problems: ModelProblem[] = [];
  for (const output of outputs) {
    const path = ['loss', output];
    if (!layers.includes(output)) {
      problems.push({
        path,
        message: `no layer is named ${JSON.stringify(output)}`,
        hint: nameHint(output, layers, 'layers'),
      });
    }
    if (/^val(_|$)/.test(output)) {
      const message = `the name ${JSON.stringify(output)} would be taken for the validation split in ${output}_loss`;
      problems.push({ path, message, hint: 'give the layer another name' });
    }
  }
  for (const [key, list] of Object.entries({ metrics, weighted_metrics })) {
    if (!Array.isArray(list) || list.length === 0) continue;
    const message = 'is a list, but the model has several outputs';
    problems.push({
      path: [key],
      message,
      hint: `write a list for each output: {${outputs[0]}: [...]}`,
    });
  }
  if (data.target === 'one_hot') {
    const message = 'one_hot is for models of one output, this one has several';
    problems.push({
      path: ['data', 'target'],
      message,
      hint: 'remove it, and use sparse_categorical_crossentropy',
    });
  }
  const maps = {
    loss_weights,
    metrics: byOutput(metrics),
    weighted_metrics: byOutput(weighted_metrics),
    'data.targets': data.targets,
  };
  for (const [key, map] of Object.entries(maps)) {
    for (const output of Object.keys(map ?? {})) {
      if (outputs.includes(output)) continue;
      const message = `no output is named ${JSON.stringify(output)}`;
      problems.push({
        path: [...key.split('.'), output],
        message,
        hint: nameHint(output, outputs, 'outputs'),
      });
    }
  }
  return [...problems, ...repeatedLogs(experiment)];
}

const byOutput = (metrics: Experiment['metrics'] | undefined) =>
  Array.isArray(metrics) ? undefined : metrics;

/** What only several outputs can have. */
function checkSingle({ loss_weights, metrics, weighted_metrics, data }: Experiment): ModelProblem[] {
  const maps = {
    loss_weights,
    metrics: byOutput(metrics),
    weighted_metrics: byOutput(weighted_metrics),
    'data.targets': data.targets,
  };
  return Object.entries(maps).flatMap(([key, map]) => {
    if (map === undefined) return [];
    const message = 'is a map by outputs, but the model has one output: its last layer';
    const hint = /metrics$/.test(key)
      ? 'write a list'
      : 'remove it, or make `loss` a map of two or more outputs';
    return [{ path: key.split('.'), message, hint }];
  });
}

/** The loss of an output `a` and a metric of an output may come to one name. */
function repeatedLogs(experiment: Experiment): ModelProblem[] {
  const names = logNames(experiment, false);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice === undefined) return [];
  return [
    {
      path: ['metrics'],
      message: `two values would be named ${twice} in the record`,
      hint: 'rename a layer, or remove a metric',
    },
  ];
}
