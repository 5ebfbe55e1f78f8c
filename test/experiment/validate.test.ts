import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/errors.js';
import { problemsOf, said, VALID } from './small.js';

const dense = (text: string) => VALID.replace('Dense: {units: 3}', text);
const optimizer = (text: string) => VALID.replace('optimizer: adam', `optimizer:${text}`);
const data = (text: string) => VALID.replace('dataset: mnist', `dataset: mnist\n  ${text}`);

describe('one mistake gives one problem', () => {
  it.each([
    // choices
    [
      dense('dense: {units: 3}'),
      '7:5: architecture[2].dense: there is no layer named `dense` | did you mean `Dense`?',
    ],
    [dense('flatten'), '7:5: architecture[2]: there is no layer named `flatten` | did you mean `Flatten`?'],
    [
      dense('Dense'),
      '7:5: architecture[2]: found `Dense` alone, expected it with options: it needs `units` | write {Dense: {units: ...}}',
    ],
    [
      dense('Dense:'),
      '7:11: architecture[2].Dense: found nothing, expected a map such as {units: ...} | write {Dense: {units: ...}}',
    ],
    [
      dense('Flatten:'),
      '7:13: architecture[2].Flatten: found nothing, expected a map such as {name: ...} | write `Flatten` without the colon',
    ],
    [
      dense('Dense: 128'),
      '7:12: architecture[2].Dense: found 128, expected a map such as {units: ...} | write {Dense: {units: 128}}',
    ],
    [
      dense('Dense:\n    units: 3'),
      '7:5: architecture[2]: found a map of 2 keys (Dense, units), expected one key: a name | options belong under the name: indent `units` below `Dense`',
    ],
    [
      dense('Dense: [3]'),
      '7:12: architecture[2].Dense: found a list of 1, expected a map such as {units: ...}',
    ],
    [
      dense('[Flatten]'),
      '7:5: architecture[2]: found a list of 1, expected the name of a layer, or a map of that one name and its options | write `Flatten` without the brackets',
    ],
    [
      optimizer(' Adam'),
      '9:12: optimizer: there is no optimizer named `Adam` | did you mean `adam`? (valid optimizer names: adam, sgd)',
    ],
    [
      optimizer(' rmsprop'),
      '9:12: optimizer: there is no optimizer named `rmsprop` | valid optimizer names: adam, sgd',
    ],
    [
      optimizer(' {adam: {}, sgd: {}}'),
      '9:12: optimizer: found a map of 2 keys (adam, sgd), expected one key: a name',
    ],
    [optimizer(' {}'), '9:12: optimizer: found an empty map, expected the name of an optimizer'],
    [optimizer(' 3'), '9:12: optimizer: found 3, expected the name of an optimizer'],
    [optimizer(''), '9:11: optimizer: found nothing, expected the name of an optimizer'],
    [
      optimizer(' {adam: {lr: 1}}'),
      '9:20: optimizer.adam.lr: found the unknown key `lr` | did you mean `learning_rate`?',
    ],
    [
      optimizer(' {adam: {learning_rate: fast}}'),
      '9:35: optimizer.adam.learning_rate: found the text `fast`, expected a number > 0',
    ],
    // options
    [
      dense('Dense: {unit: 3}'),
      '7:13: architecture[2].Dense.unit: found the unknown key `unit` | did you mean `units`?',
    ],
    [
      dense('Dense: {}'),
      '7:5: architecture[2].Dense: the key `units` is missing, expected an integer >= 1 | units: Size of the output.',
    ],
    [
      dense('Dense: {units: 3, activation: rleu}'),
      '7:35: architecture[2].Dense.activation: there is no activation named `rleu` | did you mean `relu`?',
    ],
    [
      dense('Dense: {units: 3, activation: {softmax: {axes: 1}}}'),
      '7:46: architecture[2].Dense.activation.softmax.axes: found the unknown key `axes` | did you mean `axis`?',
    ],
    [
      dense('Dense: {units: 3, use_bias: yes}'),
      '7:33: architecture[2].Dense.use_bias: found the text `yes`, expected true or false | write true',
    ],
    [
      dense('Dense: {units: 3, kernel_regularizer: L2}'),
      '7:43: architecture[2].Dense.kernel_regularizer: found the text `L2`, expected no value: there is no regularizer to choose yet',
    ],
    [
      dense('Dense: {units: 3, inputs: [h1, input]}'),
      '7:31: architecture[2].Dense.inputs: found a list of 2, expected a list of 1',
    ],
    [
      dense('Dense: {units: 3, inputs: h1}'),
      '7:31: architecture[2].Dense.inputs: found the text `h1`, expected a list of 1, each a name of letters, digits, `_`, `-` and `.` | write [h1]',
    ],
    [
      dense('Add: {inputs: []}'),
      '7:19: architecture[2].Add.inputs: found an empty list, expected a list of 1 or more',
    ],
    [
      dense('Flatten: {name: a/b}'),
      '7:21: architecture[2].Flatten.name: found the text `a/b`, expected a name of letters, digits, `_`, `-` and `.`',
    ],
    [
      dense('Flatten: {name: h1}'),
      '7:21: architecture[2].Flatten.name: the name `h1` is taken by architecture[1] (line 6)',
    ],
    [
      dense('Flatten: {name: input}'),
      '7:21: architecture[2].Flatten.name: the name `input` is the model’s input',
    ],
    [
      dense('Conv2D: {filters: 1, kernel_size: [1]}'),
      '7:39: architecture[2].Conv2D.kernel_size: found a list of 1, expected an integer >= 1, or a list of 2, each an integer >= 1',
    ],
    [
      dense('Conv2D: {filters: 1, kernel_size: [1, 0]}'),
      '7:43: architecture[2].Conv2D.kernel_size[1]: found 0, expected an integer >= 1',
    ],
    [
      dense('Conv2D: {filters: 1, kernel_size: 3, padding: Same}'),
      '7:51: architecture[2].Conv2D.padding: found the text `Same`, expected one of `valid`, `same` | did you mean `same`?',
    ],
    // top level
    [VALID.replace('loss:', 'los:'), '8:1: los: found the unknown key `los` | did you mean `loss`?'],
    [VALID.replace('name: x\n', ''), '1:1: the key `name` is missing'],
    [VALID.replace('name: x', 'name: 12'), '1:7: name: found 12, expected a name'],
    [
      VALID.replace('name: x', 'name: ../x'),
      '1:7: name: found the text `../x`, expected a name that can be part of a file name',
    ],
    [VALID.replace('name: x', 'name: .x'), '1:7: name: found the text `.x`, expected a name'],
    [VALID.replace('name: x', 'name: "a\\eb"'), '1:7: name: found the text `a\\u001bb`, expected a name'],
    [
      VALID.replace('name: x', `name: ${'x'.repeat(101)}`),
      '1:7: name: found 101 characters, expected 100 at most',
    ],
    [`${VALID}seed: -1\n`, '10:7: seed: found -1, expected an integer >= 0'],
    [
      `${VALID}metrics: [accuracy, top_k, {top_k: {k: 3}}]\n`,
      '10:28: metrics[2]: found the metric `top_k` again, after metrics[1] (line 10) | remove one of them',
    ],
    [
      `${VALID}metrics: accuracy\n`,
      '10:10: metrics: found the text `accuracy`, expected a list, each a metric, or a map | write [accuracy]',
    ],
    [
      `${VALID}training: {checkpoint: {every: epochs}}\n`,
      '10:32: training.checkpoint.every: found the text `epochs`, expected `auto`, or `epoch`, or a map such as {steps: ...}',
    ],
    [
      `${VALID}training: {checkpoint: {every: {step: 5}}}\n`,
      '10:33: training.checkpoint.every.step: found the unknown key `step`',
    ],
    [`${VALID}training: {checkpoint: true}\n`, '10:24: training.checkpoint: found true'],
    [`${VALID}training: {checkpoint: {every: {}}}\n`, '10:32: training.checkpoint.every: found'],
    [`${VALID}training: {checkpoint: {keep: 0}}\n`, '10:31: training.checkpoint.keep: found 0'],
    [`${VALID}training: {epochs: 0}\n`, '10:20: training.epochs: found 0, expected an integer >= 1'],
    [
      `${VALID}training: {batch_size: ful}\n`,
      '10:24: training.batch_size: found the text `ful`, expected an integer >= 1, or `full` | did you mean `full`?',
    ],
    [
      `${VALID}training: {callbacks: [StopAtTarget]}\n`,
      '10:24: training.callbacks[0]: found `StopAtTarget` alone',
    ],
    [
      `${VALID}engine: {onnx: {threads: 0}}\n`,
      '10:26: engine.onnx.threads: found 0, expected an integer >= 1',
    ],
    [
      `${VALID}engine: cuda\n`,
      '10:9: engine: there is no engine named `cuda` | valid engine names: cpu, onnx',
    ],
    // expect
    [
      `${VALID}expect: {accuracy: {min: 1}}\n`,
      '10:10: expect.accuracy: found the unknown key `accuracy` | write <split>.<metric>',
    ],
    [`${VALID}expect: {val.accuracy: {min: 1}}\n`, '10:10: expect.val.accuracy: found the unknown key'],
    [
      `${VALID}expect: {test.accuracy: 0.9}\n`,
      '10:25: expect.test.accuracy: found 0.9, expected a map such as {min: ...}',
    ],
    [`${VALID}expect: {test.accuracy: {}}\n`, '10:25: expect.test.accuracy: found an empty map'],
    [
      `${VALID}expect: {test.accuracy: {min: 2, max: 1}}\n`,
      '10:31: expect.test.accuracy.min: found min 2 above max 1',
    ],
    // data
    [
      data('validation: tset'),
      '4:15: data.validation: found the text `tset`, expected a number > 0 and < 1, or `test` | did you mean `test`?',
    ],
    [data('validation: 1'), '4:15: data.validation: found 1, expected a number > 0 and < 1, or `test`'],
    [data('split: {}'), '4:3: data.split: found no fraction, expected `validation`, `test` or both'],
    [
      data('split: {test: 0.5, validation: 0.5}'),
      '4:3: data.split: found validation 0.5 + test 0.5 = 1, expected less than 1',
    ],
    [
      data('split: {test: 0.5}\n  validation: 0.5'),
      '5:3: data.validation: found `split` and `validation` in `data`, expected one of them',
    ],
    [
      data('target: onehot'),
      '4:11: data.target: found the text `onehot`, expected `one_hot`, or `input` | did you mean `one_hot`?',
    ],
    [data('limit: {train: 0}'), '4:18: data.limit.train: found 0, expected an integer >= 1'],
  ])('%#: %s', (text, message) => {
    expect(said(text)).toEqual([expect.stringContaining(`x.yaml:${message}`)]);
  });
});

it('accepts the base of these cases, and a choice without options in both ways', () => {
  expect(problemsOf(VALID)).toEqual([]);
  expect(problemsOf(dense('Dense: {units: 3, activation: {relu: {}}}'))).toEqual([]);
  expect(problemsOf(data('split: {test: 0.2, validation: 0.2, stratify: true}'))).toEqual([]);
  expect(problemsOf(`${VALID}expect: {test.accuracy: {min: 1, max: 1}, train.loss: {max: 3}}\n`)).toEqual([]);
});

it('reports every error at once, in the order of the file', () => {
  const text = dense('dense: {units: .nan}')
    .replace('optimizer: adam', 'optimizr: adam')
    .replace('name: x', 'name: .');
  expect(problemsOf(`${text}seed: 1.5\n`).map(({ line, column }) => `${line}:${column}`)).toEqual([
    '1:7',
    '7:5',
    '7:20',
    '9:1',
    '10:7',
  ]);
});

it('prints file, line, column, key, source line with a caret, and hint', () => {
  const [problem] = problemsOf(dense('dense: {units: 3}'));
  expect(formatProblem(problem!)).toBe(
    [
      'x.yaml:7:5: architecture[2].dense: there is no layer named `dense`',
      '  7 |   - dense: {units: 3}',
      '          ^',
      '  hint: did you mean `Dense`? (valid layer names: Add, Conv2D, Dense, Flatten, ReLU)',
    ].join('\n'),
  );
});

it('stays short and quick for thousands of errors', () => {
  const start = performance.now();
  const keys = Array.from({ length: 15_000 }, (_, i) => `key${i}: 1\n`).join('');
  const problems = problemsOf(VALID + keys);
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)!.message).toMatch(/^and \d+ problems more$/);
  expect(performance.now() - start).toBeLessThan(4000);
});
