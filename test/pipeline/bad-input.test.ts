import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeNpz } from '../../src/datasets/files/write-npz.js';
import { UserError } from '../../src/errors.js';
import { temporaryFolder } from '../runs/temporary.js';
import { failing, fileOf, runFile } from './run.js';

/** A small experiment with holes. */
function experiment(parts: { data?: string; architecture?: string; rest?: string } = {}): string {
  return `name: bad
data: ${parts.data ?? '{dataset: {synthetic_classification: {samples: 60, features: 4, classes: 3}}}'}
architecture:
${parts.architecture ?? '  - Dense: {units: 3, activation: softmax}'}
${parts.rest ?? 'loss: sparse_categorical_crossentropy\noptimizer: sgd\nmetrics: [accuracy]'}
training: {epochs: 1}
`;
}

interface Case {
  readonly text: string;
  /** Each must stand in the message. */
  readonly says: readonly (string | RegExp)[];
  readonly exit?: number;
}

const CASES: Readonly<Record<string, Case>> = {
  'a shape that does not fit': {
    text: experiment({
      architecture: '  - Dense: {units: 4}\n  - Reshape: {target_shape: [3, 5]}\n  - Dense: {units: 3}',
    }),
    says: ['experiment.yaml:5:5', 'architecture[1] Reshape', '(input 4)'],
  },
  'a sum of shapes that do not fit': {
    text: experiment({
      architecture:
        '  - Dense: {units: 4, name: a}\n  - Dense: {units: 5, name: b, inputs: [input]}\n  - Add: {inputs: [a, b]}\n  - Dense: {units: 3, activation: softmax}',
    }),
    says: ['experiment.yaml:6:5', 'architecture[2] Add', '4', '5'],
  },
  'an unknown input': {
    text: experiment({ architecture: '  - Dense: {units: 3, activation: softmax, inputs: [nobody]}' }),
    says: ['experiment.yaml:4:', 'inputs[0]', 'no layer is named "nobody"', 'input'],
  },
  'a cycle': {
    text: experiment({
      architecture:
        '  - Dense: {units: 3, name: a, inputs: [b]}\n  - Dense: {units: 3, name: b, inputs: [a]}\n  - Dense: {units: 3, activation: softmax}',
    }),
    says: ['cycle', 'a takes b takes a'],
  },
  'a layer that leads nowhere': {
    text: experiment({
      architecture:
        '  - Dense: {units: 3, name: lost}\n  - Dense: {units: 3, activation: softmax, inputs: [input]}',
    }),
    says: ['experiment.yaml:4:5', 'lost leads nowhere'],
  },
  'two ways to clip a gradient': {
    text: experiment({
      rest: 'loss: sparse_categorical_crossentropy\noptimizer: {adamw: {clipnorm: 1, global_clipnorm: 2}}',
    }),
    says: [
      'experiment.yaml:6:',
      'optimizer.adamw.global_clipnorm',
      'found clipnorm and global_clipnorm, expected at most one',
      'remove all but one',
    ],
  },
  'the momentum of an average that there is not': {
    text: experiment({
      rest: 'loss: sparse_categorical_crossentropy\noptimizer: {sgd: {ema_momentum: 0.9}}',
    }),
    says: ['optimizer.sgd.ema_momentum', 'without use_ema', 'add use_ema: true'],
  },
  'a norm over an axis that a weight has not': {
    text: experiment({
      architecture:
        '  - Dense: {units: 4, bias_constraint: {max_norm: {axis: 1}}}\n  - Dense: {units: 3, activation: softmax}',
    }),
    says: [
      'experiment.yaml:4:',
      'architecture[0].Dense.bias_constraint',
      'max_norm of bias: found axis 1 for a weight of shape [4], expected -1 to 0',
    ],
  },
  'two inputs for a layer of one': {
    text: experiment({
      architecture:
        '  - Dense: {units: 3, name: a}\n  - Dense: {units: 3, activation: softmax, inputs: [a, input]}',
    }),
    says: ['inputs', 'found a list of 2', 'expected a list of 1'],
  },
  'a last layer that does not fit the classes': {
    text: experiment({ architecture: '  - Dense: {units: 2, activation: softmax}' }),
    says: ['experiment.yaml:5:', 'loss', 'found 2 outputs and 3 classes', 'units: 3'],
  },
  'a last layer without its activation': {
    text: experiment({ architecture: '  - Dense: {units: 3}' }),
    says: ['loss', 'softmax', 'from_logits: true'],
  },
  'several mistakes at once': {
    text: experiment({
      architecture: '  - Dense: {units: 3, activation: softmax}',
      rest: 'loss: mean_squared_error\noptimizer: sgd\nmetrics: [accuracy]\nexpect: {validation.accuracy: {min: 0.5}, test.nothing: {max: 1}}',
    }),
    says: ['there is no validation split', 'there is no test split'],
  },
  'a name as other programs shorten it': {
    text: experiment({ rest: 'loss: mse\noptimizer: {adam: {lr: 0.1}}' }),
    says: [
      'there is no loss named `mse`',
      'did you mean `mean_squared_error`',
      'did you mean `learning_rate`',
    ],
  },
  'a metric as it is said': {
    text: experiment({ rest: 'loss: sparse_categorical_crossentropy\noptimizer: sgd\nmetrics: [acc]' }),
    says: ['there is no metric named `acc`', 'did you mean `accuracy`'],
  },
  'a size that no brackets help': {
    text: experiment({
      architecture:
        '  - Reshape: {target_shape: [4, 1]}\n  - MaxPooling1D: {pool_size: 0}\n  - Flatten\n  - Dense: {units: 3, activation: softmax}',
    }),
    says: [/pool_size: found 0, expected an integer >= 1, or a list [^\n]*\n[^\n]*\n *\^$/],
  },
  'a model that is frozen': {
    text: experiment({ architecture: '  - Dense: {units: 3, activation: softmax, trainable: false}' }),
    says: ['experiment.yaml:4:', 'architecture: nothing can be trained: all layers', 'trainable: false'],
  },
  'a model without weights': {
    text: experiment({
      architecture: '  - Activation: {activation: softmax}',
      data: '{dataset: {synthetic_classification: {samples: 60, features: 3, classes: 3}}}',
    }),
    says: ['architecture: nothing can be trained: no layer has weights', 'such as Dense'],
  },
  'an input that is misspelt': {
    text: experiment({
      architecture:
        '  - Dense: {units: 3, name: stem}\n  - Dense: {units: 3, activation: softmax, inputs: [stme]}',
    }),
    says: ['experiment.yaml:5:', 'inputs[0]', 'no layer is named "stme"', 'did you mean `stem`'],
  },
  'a schedule that there is not': {
    text: experiment({
      rest: 'loss: sparse_categorical_crossentropy\noptimizer: {sgd: {learning_rate: {StepDecay: {}}}}',
    }),
    says: ['optimizer.sgd.learning_rate.StepDecay', 'no schedule named `StepDecay`', 'ExponentialDecay'],
  },
  'a learning rate below zero': {
    text: experiment({
      rest: 'loss: sparse_categorical_crossentropy\noptimizer: {sgd: {learning_rate: -1}}',
    }),
    says: ['found -1, expected a number >= 0, or the name of a schedule'],
  },
  'a block without layers': {
    text: experiment({
      architecture: '  - b\n  - Dense: {units: 3, activation: softmax}\nblocks: {b: {layers: []}}',
    }),
    says: ['blocks.b.layers: found an empty list, expected a list of 1 or more\n'],
  },
  'no weights of classes': {
    text: experiment().replace('{epochs: 1}', '{epochs: 1, class_weight: {}}'),
    says: ['found an empty map, expected `balanced`, or a map of 1 or more keys'],
  },
  'numbers below zero for an Embedding': {
    text: experiment({
      architecture:
        '  - Reshape: {target_shape: [4, 1]}\n  - Embedding: {input_dim: 50, output_dim: 3}\n  - Flatten\n  - Dense: {units: 3, activation: softmax}',
    }),
    says: [
      'experiment.yaml:5:28: architecture[1].Embedding.input_dim',
      /row \d+ of the training split has the number -\d+, expected 0 to 49/,
      'counted from 0',
    ],
  },
  'a size that cannot fit into memory': {
    text: experiment({
      architecture: '  - Dense: {units: 2000000000}\n  - Dense: {units: 3, activation: softmax}',
    }),
    says: ['needs about', 'GiB', 'this machine has'],
  },
  'a name that leaves the folder': {
    text: experiment().replace('name: bad', 'name: ../../bad'),
    says: ['experiment.yaml:1:7', 'name'],
  },
  'a callback that watches nothing': {
    text: experiment().replace(
      '{epochs: 1}',
      '{epochs: 1, callbacks: [{EarlyStopping: {monitor: val_loss}}]}',
    ),
    says: ['callbacks[0]', 'val_loss', 'loss'],
  },
  'a file of data that is not there': {
    text: experiment({ data: '{dataset: {npz: {path: none.npz}}}' }),
    says: ['none.npz', 'experiment.yaml:2:'],
  },
  'a file of weights that is not there': {
    text: `${experiment()}initial_weights: none.npz\n`,
    says: ['none.npz', 'experiment.yaml:9:'],
  },
};

describe('bad input: one clear message, the exit code, no run', () => {
  test.each(Object.entries(CASES))('%s', async (_name, { text, says, exit }) => {
    const { error, runs } = await failing(fileOf(text));
    expect(error).toBeInstanceOf(UserError);
    for (const part of says) expect(error.message).toMatch(part instanceof RegExp ? part : literal(part));
    expect((error as UserError).exitCode).toBe(exit ?? 2);
    expect(runs).toEqual([]);
  });
});

const literal = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

describe('files of weights and data', () => {
  const floats = (shape: number[], fill = 0.5) => ({
    shape,
    dtype: 'float32' as const,
    data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(fill),
  });
  const labels = (values: number[]) => ({
    shape: [values.length],
    dtype: 'int32' as const,
    data: Int32Array.from(values),
  });

  test('weights that do not fit are listed by name', async () => {
    const folder = temporaryFolder();
    const arrays = { 'dense/kernel': floats([4, 2]), 'dense/bia': floats([3]) };
    writeFileSync(join(folder, 'w.npz'), writeNpz(arrays));
    const { error, runs } = await failing(fileOf(`${experiment()}initial_weights: w.npz\n`, folder));
    for (const part of [
      'dense/kernel has shape 4x2, the model needs 4x3',
      'lacks dense/bias (3)',
      'dense/bia',
    ]) {
      expect(error.message).toContain(part);
    }
    expect(runs).toEqual([]);
  });

  const npz = async (arrays: Parameters<typeof writeNpz>[0]) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'd.npz'), writeNpz(arrays));
    return failing(fileOf(experiment({ data: '{dataset: {npz: {path: d.npz}}}' }), folder));
  };

  test('x and y of different lengths', async () => {
    const { error, runs } = await npz({ x_train: floats([6, 4]), y_train: labels([0, 1, 2]) });
    expect(error.message).toMatch(/x_train.*6.*y_train.*3/s);
    expect(runs).toEqual([]);
  });

  test('a lacking key', async () => {
    const { error } = await npz({ x_train: floats([6, 4]) });
    expect(error.message).toContain('y_train');
  });

  test('a label outside of the classes', async () => {
    const { error, runs } = await npz({
      x_train: floats([3, 4]),
      y_train: labels([0, 1, 2]),
      x_test: floats([2, 4]),
      y_test: labels([0, 3]),
    });
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toMatch(/y_test.*3/s);
    expect(runs).toEqual([]);
  });

  const looksUp = (layers: string, data = '{dataset: {npz: {path: d.npz}}}') =>
    experiment({ data, architecture: `${layers}\n  - Flatten\n  - Dense: {units: 3, activation: softmax}` });
  const tokens = (last: number) => ({
    shape: [3, 2],
    dtype: 'int32' as const,
    data: Int32Array.of(0, 1, 2, 3, 4, last),
  });
  const table = '  - Embedding: {input_dim: 5, output_dim: 2}';

  test('numbers beyond the table of an Embedding, in a split that is seen last', async () => {
    const folder = temporaryFolder();
    const [x_train, x_test, y] = [tokens(4), tokens(7), labels([0, 1, 2])];
    writeFileSync(join(folder, 'd.npz'), writeNpz({ x_train, y_train: y, x_test, y_test: y }));
    const { error, runs } = await failing(fileOf(looksUp(table), folder));
    expect((error as UserError).exitCode).toBe(2);
    expect(error.message).toContain('row 2 of the test split has the number 7, expected 0 to 4');
    expect(error.message).toContain('hint: set input_dim to 8 or more');
    expect(runs).toEqual([]);
    // Columns that the layer is not given are none of its business.
    const named = looksUp(
      '  - Embedding: {input_dim: 5, output_dim: 2, inputs: [first]}',
      '{dataset: {npz: {path: d.npz}}, inputs: {first: [0]}}',
    );
    const { record } = await runFile(fileOf(named, folder));
    expect(record.status).toBe('completed');
  });

  test.each(['onnx', 'cpu', '{onnx: {runtime: web}}'])(
    'numbers that a step makes too large: %s',
    async (engine) => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'd.npz'), writeNpz({ x_train: tokens(4), y_train: labels([0, 1, 2]) }));
      const text = `${looksUp(`  - Rescaling: {scale: 3}\n${table}`)}engine: ${engine}\n`;
      const { error, runs } = await failing(fileOf(text, folder));
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).exitCode).toBe(2);
      expect(error.message).toMatch(/the number \d+ is looked up in a table.*, expected 0 to 4/);
      expect(error.message).toContain('make its input_dim larger');
      expect(runs).toHaveLength(1);
    },
  );

  test('a loss that is not a number: exit 3, and a record that says so', async () => {
    const text = experiment({
      rest: 'loss: mean_squared_error\noptimizer: {sgd: {learning_rate: 1e30}}',
      architecture: '  - Dense: {units: 4}\n  - Dense: {units: 1}',
      data: '{dataset: {npz: {path: d.npz}}}',
    });
    const folder = temporaryFolder();
    const arrays = { x_train: floats([64, 4], 3), y_train: floats([64, 1], 100) };
    writeFileSync(join(folder, 'd.npz'), writeNpz(arrays));
    const { error, runs } = await failing(fileOf(text, folder), 'training.epochs=50');
    expect((error as UserError).exitCode).toBe(3);
    expect(error.message).toMatch(/the loss became (NaN|Infinity) in epoch \d+, step \d+/);
    expect(runs).toHaveLength(1);
  });
});
