import { quote } from './describe.js';
import { expectationRules } from './expectation.js';
import { asMap } from './jsonschema.js';
import { layerAsWritten } from './names.js';
import { type Finding, formatPath } from './path.js';

/** Whether several keys fit together: what a schema cannot say, or not in words. Takes values valid or not. */
export function checkRules(value: unknown): readonly Finding[] {
  const experiment = asMap(value) ?? {};
  return [
    ...splitRules(asMap(experiment.data)),
    ...nameRules(experiment.architecture),
    ...metricRules(experiment.metrics, ['metrics']),
    ...metricRules(experiment.weighted_metrics, ['weighted_metrics']),
    ...expectRules(experiment.expect),
  ];
}

function splitRules(data: { [key: string]: unknown } | undefined): Finding[] {
  const findings: Finding[] = [];
  const split = asMap(data?.split);
  if (!data || !split) return findings;
  if (data.validation !== undefined) {
    const message = 'found `split` and `validation` in `data`, expected one of them';
    const hint = '`split` cuts a source that comes whole; `validation` is for one with its own test split';
    findings.push({ path: ['data', 'validation'], at: 'key', message, hint });
  }
  const { validation, test } = split;
  if (validation === undefined && test === undefined)
    findings.push({
      path: ['data', 'split'],
      at: 'key',
      message: 'found no fraction, expected `validation`, `test` or both',
      hint: 'write split: {test: 0.2}',
    });
  if (
    typeof validation === 'number' &&
    typeof test === 'number' &&
    validation < 1 &&
    test < 1 &&
    validation + test >= 1
  )
    findings.push({
      path: ['data', 'split'],
      at: 'key',
      message: `found validation ${validation} + test ${test} = ${validation + test}, expected less than 1`,
      hint: 'leave rows to train on',
    });
  return findings;
}

function nameRules(architecture: unknown): Finding[] {
  if (!Array.isArray(architecture)) return [];
  const findings: Finding[] = [];
  const first = new Map<string, number>();
  architecture.forEach((layer, index) => {
    const { type, name } = layerAsWritten(layer);
    if (type === undefined || name === undefined) return;
    const path = ['architecture', index, type, 'name'];
    const before = first.get(name);
    if (name === 'input')
      findings.push({
        path,
        message: 'the name `input` is the model’s input',
        hint: 'give the layer another name',
      });
    else if (before === undefined) first.set(name, index);
    else {
      const message = `the name ${quote(name)} is taken by architecture[${before}]`;
      const other = ['architecture', before, layerAsWritten(architecture[before]).type!, 'name'];
      findings.push({ path, message, hint: 'every layer has a name of its own', other });
    }
  });
  return findings;
}

/** A metric is a column of metrics.csv by its name: of two with one name, none could be told from the other. */
function metricRules(metrics: unknown, path: Finding['path']): Finding[] {
  if (!Array.isArray(metrics))
    return Object.entries(asMap(metrics) ?? {}).flatMap(([output, list]) =>
      Array.isArray(list) ? metricRules(list, [...path, output]) : [],
    );
  const names = metrics.map((metric) => layerAsWritten(metric).type);
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    if (name === undefined || first === index) return [];
    const message = `found the metric ${quote(name)} again, after ${formatPath([...path, first])}`;
    const hint = 'remove one of them: a record tells metrics by their names';
    return [{ path: [...path, index], message, hint, other: [...path, first] }];
  });
}

function expectRules(expect: unknown): Finding[] {
  return Object.entries(asMap(expect) ?? {}).flatMap(([metric, one]) => expectationRules(metric, one));
}
