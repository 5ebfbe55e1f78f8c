import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../src/arrays.js';
import type { Options } from '../../src/experiment/part.js';
import { layers } from '../../src/layers/index.js';
import { row, tf } from '../support/keras.js';
import { QUIET } from '../support/layers.js';

function build(name: string, given: Options, shapes: number[][]) {
  const { part, options } = row(layers, name, given);
  return part.build(
    options,
    shapes.map((shape) => ({ shape, dtype: 'float32' })),
    QUIET.find,
  );
}

describe('shapes that do not fit', () => {
  it.each<[string, Options, number[][], string]>([
    ['Add', {}, [[16], [8]], 'cannot add 16 and 8 (branch 2): shapes must broadcast'],
    ['Add', {}, [[3, 4], [4], [3, 2]], 'cannot add 3x4 and 3x2 (branch 3)'],
    ['Add', {}, [[3]], 'inputs: [a, b]'],
    [
      'Concatenate',
      {},
      [
        [2, 3],
        [4, 3],
      ],
      'cannot concatenate 2x3 and 4x3 (branch 2) along axis -1',
    ],
    ['Concatenate', { axis: 1 }, [[2, 3], [2]], 'cannot concatenate 2x3 and 2 (branch 2)'],
    ['Concatenate', { axis: 0 }, [[2], [2]], 'axis 0 of an input of shape 2 is the batch'],
    ['Concatenate', { axis: 4 }, [[2], [2]], 'expected 1 or -1'],
    ['Concatenate', {}, [[2]], 'inputs: [a, b]'],
    ['Subtract', {}, [[2], [2], [2]], 'takes exactly two inputs, found 3'],
    ['Multiply', {}, [[3], [2]], 'cannot multiply 3 and 2 (branch 2)'],
    ['Dot', { axes: 1 }, [[3], [2]], 'axes 1 of 3 and 2 have sizes 3 and 2: they must be equal'],
    ['Dot', { axes: 1 }, [[3]], 'takes exactly two inputs, found 1'],
    ['Permute', { dims: [1, 3] }, [[3, 4]], 'dims [1, 3] for an input of shape 3x4'],
    ['RepeatVector', { n: 2 }, [[3, 4]], 'takes vectors, got 3x4'],
    ['Normalization', { variance: 1 }, [[3]], 'has variance but no mean: give both, or neither'],
    [
      'TimeDistributed',
      { layer: 'Normalization' },
      [[4, 3]],
      'the Normalization in it would take its numbers from the training inputs',
    ],
    [
      'LSTM',
      { units: 4, activation: { glu: { axis: -1 } } },
      [[3, 2]],
      'activation glu gives 2 for 4: a state must keep its size',
    ],
    [
      'GRU',
      { units: 4, recurrent_activation: { glu: { axis: -1 } } },
      [[3, 2]],
      'recurrent_activation glu gives 2 for 4',
    ],
    ['EinsumDense', { equation: 'ab-bc', output_shape: 3 }, [[2]], 'equation "ab-bc": expected [X],[Y]->[Z]'],
    [
      'EinsumDense',
      { equation: 'abc,cd->abd', output_shape: [2, 3] },
      [[2]],
      'takes 3 axes with the batch, the input has 2',
    ],
    ['EinsumDense', { equation: 'ab,bc->ca', output_shape: 3 }, [[2]], 'the first axis is the batch'],
    ['EinsumDense', { equation: 'abb,bc->ac', output_shape: 3 }, [[2, 2]], 'b stands twice in abb'],
    [
      'EinsumDense',
      { equation: 'ab,bce->ac', output_shape: 3 },
      [[2]],
      'e of the kernel is neither in the input nor',
    ],
    [
      'EinsumDense',
      { equation: 'ab,bc->acd', output_shape: [3, 2] },
      [[2]],
      'd of the output is neither in the input nor',
    ],
    [
      'EinsumDense',
      { equation: 'ab,bc->ac', output_shape: [3, 2] },
      [[2]],
      'output_shape [3, 2] has 2 axes: expected one for each of c',
    ],
    [
      'EinsumDense',
      { equation: 'ab,bc->ac', output_shape: [null] },
      [[2]],
      'c is no axis of the input; give its size',
    ],
    [
      'EinsumDense',
      { equation: 'abc,cd->abd', output_shape: [3, 4] },
      [[2, 5]],
      'output_shape says 3 for b, which has 2 places',
    ],
    [
      'EinsumDense',
      { equation: 'ab,bc->ac', output_shape: 3, bias_axes: 'x' },
      [[2]],
      "x is none of the output's axes c",
    ],
    [
      'Conv1DTranspose',
      { filters: 2, kernel_size: 3, strides: 2, output_padding: 2 },
      [[4, 2]],
      'it must be smaller than strides',
    ],
    ['UpSampling1D', {}, [[4]], 'takes sequences, got 4'],
    [
      'Normalization',
      { mean: [1, 2], variance: 1 },
      [[3]],
      'mean has 2 values for an input of shape 3: expected one or 3',
    ],
    ['PositionEmbedding', { sequence_length: 3 }, [[4, 2]], 'sequence_length 3 is less than the 4 steps'],
    ['SinePositionEncoding', {}, [[4]], 'takes sequences, got 4'],
    ['MultiHeadAttention', { num_heads: 2, key_dim: 2 }, [[4]], 'takes sequences, got 4'],
    [
      'MultiHeadAttention',
      { num_heads: 2, key_dim: 2 },
      [
        [4, 2],
        [3, 2],
        [5, 2],
      ],
      'value 3x2 and key 5x2 differ in more than features',
    ],
    [
      'MultiHeadAttention',
      { num_heads: 2, key_dim: 2, attention_axes: 2 },
      [
        [4, 3, 2],
        [5, 3, 2],
      ],
      'must have equal axes but for the steps (axis 2)',
    ],
    [
      'MultiHeadAttention',
      { num_heads: 2, key_dim: 2, use_causal_mask: true },
      [[4, 3, 2]],
      'use_causal_mask takes sequences of steps x features, got 4x3x2',
    ],
    [
      'GroupQueryAttention',
      { head_dim: 2, num_query_heads: 3, num_key_value_heads: 2 },
      [[4, 2]],
      'the first must be a multiple of the second',
    ],
    ['Attention', {}, [[4, 2]], 'takes query and value, or query, value and key, found 1'],
    [
      'AdditiveAttention',
      {},
      [
        [4, 2],
        [3, 5],
      ],
      'do not fit: query and key need equal features',
    ],
    ['AveragePooling1D', { pool_size: 4 }, [[3, 2]], 'pool 4 does not fit 3: use a smaller pool_size'],
    ['BatchNormalization', {}, [[]], 'is the batch'],
    ['Conv1D', { filters: 2, kernel_size: 3 }, [[8]], 'takes sequences, got 8: expected steps x channels'],
    ['Conv1D', { filters: 2, kernel_size: 5 }, [[4, 3]], 'kernel 5 does not fit 4'],
    ['Conv2D', { filters: 2, kernel_size: 5 }, [[3, 3, 1]], 'kernel 5 does not fit 3x3'],
    ['Conv2D', { filters: 2, kernel_size: 5 }, [[3, 9]], 'kernel 5 does not fit 3x9'],
    ['Conv2D', { filters: 2, kernel_size: [2, 4] }, [[3, 3, 1]], 'kernel 2x4 does not fit 3x3'],
    [
      'Conv2D',
      { filters: 2, kernel_size: 3, dilation_rate: 2 },
      [[4, 4, 1]],
      'kernel 3 (5 when dilated) does not fit 4x4: use a smaller kernel_size, or padding: same',
    ],
    [
      'Conv2D',
      { filters: 2, kernel_size: 3, dilation_rate: 2, strides: [1, 2] },
      [[9, 9, 1]],
      'strides 1x2 with dilation_rate 2: one of the two must be 1',
    ],
    ['Conv2D', { filters: 4, kernel_size: 3, groups: 2 }, [[9, 9, 3]], 'groups 2 must divide the channels'],
    [
      'Conv2D',
      { filters: 2, kernel_size: 3 },
      [[9]],
      'takes images, got 9: expected height x width x channels',
    ],
    ['Conv2D', { filters: 2, kernel_size: 3 }, [[2, 9, 9, 1]], 'takes images, got 2x9x9x1'],
    [
      'Conv2DTranspose',
      { filters: 2, kernel_size: 3, strides: 2, output_padding: 2 },
      [[3, 3, 1]],
      'output_padding 2 does not fit strides 2 and kernel 3: it must be smaller than strides',
    ],
    [
      'Conv2DTranspose',
      { filters: 2, kernel_size: 4, strides: 2, padding: 'same', output_padding: 0 },
      [[3, 3, 1]],
      'a convolution of 4x4 would not give 3x3',
    ],
    ['Cropping1D', { cropping: 2 }, [[4, 3]], 'cropping [2, 2] leaves nothing of 4 steps'],
    [
      'Cropping2D',
      {
        cropping: [
          [0, 0],
          [1, 2],
        ],
      },
      [[4, 3, 1]],
      'cropping [1, 2] leaves nothing of 3 columns',
    ],
    ['Dense', { units: 3 }, [[]], 'at least one axis'],
    ['DepthwiseConv2D', { kernel_size: 3 }, [[2, 5, 1]], 'kernel 3 does not fit 2x5'],
    ['Dropout', { rate: 0.5, noise_shape: [null, 2] }, [[3]], 'noise_shape [null, 2] does not fit batch x 3'],
    ['Dropout', { rate: 0.5, noise_shape: [1] }, [[3]], 'has 1 axes: expected 2'],
    [
      'Reshape',
      { target_shape: [5, 2] },
      [[12]],
      'cannot reshape 12 (12 values) into [5, 2]: that is 10 values',
    ],
    ['GlobalMaxPooling2D', {}, [[5]], 'takes images, got 5'],
    ['GroupNormalization', {}, [[4, 4, 8]], 'groups 32 must divide the 8 channels'],
    ['LayerNormalization', { axis: [1, -1] }, [[4]], 'axis [1,-1] names an axis twice'],
    ['LayerNormalization', { axis: 3 }, [[4]], 'axis 3 of an input of shape 4 is not there'],
    ['MaxPooling2D', {}, [[1, 1, 8]], 'pool 2 does not fit 1x1'],
    ['PReLU', { shared_axes: [1, 4] }, [[3, 4]], '4 is not there, expected 1 to 2'],
    ['Reshape', { target_shape: [5, -1] }, [[3, 4]], '12 is not a multiple of 5'],
    ['Reshape', { target_shape: [-1, -1] }, [[4]], 'found 2 axes of -1, expected at most one'],
    ['Reshape', { target_shape: [0, -1] }, [[4]], 'an axis of 0 holds nothing'],
    ['Softmax', { axis: 3 }, [[4]], 'axis 3 of an input of shape 4 is not there'],
    ['Softmax', {}, [[]], 'is the batch'],
  ])('%s %o on %o', (name, options, shapes, message) => {
    expect(() => build(name, options, shapes)).toThrow(message);
  });
});

describe('Reshape', () => {
  it('keeps the values in order, and -1 takes what is left', () => {
    const shape = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(shape, fc.nat(), (target, choice) => {
        const size = sizeOf(target);
        const open = target.with(choice % target.length, -1);
        for (const target_shape of [target, open]) {
          expect(build('Reshape', { target_shape }, [[size]]).output.shape).toEqual(target);
          const { part, options } = row(layers, 'Reshape', { target_shape });
          const x = tf.reshape(tf.range(0, 2 * size), [2, size]);
          const y = part.apply(options, {}, [x], { tf, training: true, random: {}, ...QUIET });
          expect(y.shape).toEqual([2, ...target]);
          expect(y.dataSync()).toEqual(x.dataSync());
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('Dropout', () => {
  const specs = (rate: number, noise_shape?: (number | null)[]) =>
    build('Dropout', noise_shape ? { rate, noise_shape } : { rate }, [[3, 4]]).random ?? [];

  it('asks for a mask in the shape of its input, or of noise_shape', () => {
    expect(specs(0.25)[0]!.shape(7)).toEqual([7, 3, 4]);
    expect(specs(0.25, [null, 1, 4])[0]!.shape(7)).toEqual([7, 1, 4]);
    expect(specs(0.25, [1, null, 1])[0]!.shape(7)).toEqual([1, 3, 1]);
    expect(specs(0.25)[0]!.distribution).toEqual({ kind: 'dropout', keep: 0.75 });
    expect(specs(0)).toEqual([]);
  });

  it('multiplies by the mask while training, and leaves its input alone otherwise', () => {
    const { part, options } = row(layers, 'Dropout', { rate: 0.5 });
    const x = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    const mask = tf.tensor2d([2, 0, 0, 2], [2, 2]);
    const context = { tf, ...QUIET };
    const on = part.apply(options, {}, [x], { ...context, training: true, random: { mask } });
    const off = part.apply(options, {}, [x], { ...context, training: false, random: {} });
    expect([...on.dataSync()]).toEqual([2, 0, 0, 8]);
    expect([...off.dataSync()]).toEqual([1, 2, 3, 4]);
  });
});

describe('the activation that the model applies', () => {
  const activation = (name: string, given: Options, shape: number[]) => {
    const { part, options } = row(layers, name, given);
    return part.activation?.(options, [{ shape, dtype: 'float32' }], QUIET.find);
  };

  it('is the one that a cross-entropy can undo, however it is written', () => {
    expect(activation('Dense', { units: 2, activation: 'softmax' }, [3])).toBe('softmax');
    expect(activation('Activation', { activation: 'softmax' }, [3])).toBe('softmax');
    expect(activation('Softmax', {}, [3])).toBe('softmax');
    expect(activation('Softmax', { axis: 1 }, [3])).toBe('softmax');
    expect(activation('Softmax', { axis: 1 }, [3, 4])).toBeUndefined();
    expect(activation('Flatten', {}, [3])).toBeUndefined();
  });
});

describe('images without an axis of channels', () => {
  const options: { [layer: string]: Options } = {
    AveragePooling2D: { pool_size: 2 },
    Conv2D: { filters: 2, kernel_size: 3 },
    Conv2DTranspose: { filters: 2, kernel_size: 3 },
    Cropping2D: { cropping: 1 },
    DepthwiseConv2D: { kernel_size: 3 },
    SeparableConv2D: { filters: 2, kernel_size: 3 },
    SpatialDropout2D: { rate: 0.5 },
  };
  const names = layers.map(({ name }) => name).filter((name) => name.endsWith('2D'));

  it.each(names)('are images of one channel to %s', (name) => {
    const given = options[name] ?? {};
    const plain = build(name, given, [[6, 5]]);
    const channel = build(name, given, [[6, 5, 1]]);
    expect(JSON.stringify(plain)).toBe(JSON.stringify(channel));
    const { part, options: all } = row(layers, name, given);
    const weights = Object.fromEntries(
      (plain.weights ?? []).map(({ name: weight, shape }) => [weight, tf.ones([...shape])]),
    );
    const x = tf.reshape(tf.range(0, 60), [2, 6, 5]);
    const run = (input: tf.Tensor) =>
      part.apply(all, weights, [input], { tf, training: false, random: {}, ...QUIET });
    expect(run(x).shape).toEqual([2, ...plain.output.shape]);
    expect(run(x).dataSync()).toEqual(run(tf.reshape(x, [2, 6, 5, 1])).dataSync());
  });
});

describe('random layers', () => {
  it.each([
    ['SpatialDropout1D', { rate: 0.25 }, [4, 3], [7, 1, 3], { kind: 'dropout', keep: 0.75 }],
    ['SpatialDropout2D', { rate: 0.5 }, [4, 5, 3], [7, 1, 1, 3], { kind: 'dropout', keep: 0.5 }],
    ['GaussianDropout', { rate: 0.2 }, [4, 5], [7, 4, 5], { kind: 'normal', mean: 1, stddev: 0.5 }],
    ['GaussianNoise', { stddev: 0.2 }, [4, 5], [7, 4, 5], { kind: 'normal', mean: 0, stddev: 0.2 }],
  ])('%s asks for its random numbers and takes them in', (name, given, sample, shape, law) => {
    const [random] = build(name, given, [sample]).random!;
    expect(random!.shape(7)).toEqual(shape);
    expect(random!.distribution).toEqual(law);
    const { part, options } = row(layers, name, given);
    const x = tf.ones([7, ...sample]);
    const drawn = tf.randomUniform(shape);
    const context = { tf, ...QUIET, training: true, random: { [random!.name]: drawn } };
    const expected = name === 'GaussianNoise' ? tf.add(x, drawn) : tf.mul(x, drawn);
    expect(part.apply(options, {}, [x], context).dataSync()).toEqual(expected.dataSync());
  });

  it.each([
    ['SpatialDropout2D', { rate: 0 }],
    ['GaussianDropout', { rate: 0 }],
    ['GaussianNoise', { stddev: 0 }],
    ['AlphaDropout', { rate: 0 }],
    ['MultiHeadAttention', { num_heads: 1, key_dim: 2 }],
  ])('%s %o asks for none', (name, given) => expect(build(name, given, [[4, 5, 3]]).random).toEqual([]));
});

describe('Conv2DTranspose', () => {
  // TensorFlow has no dilation of it on the CPU, so Keras's numbers are those of a kernel with zeros in it.
  it('dilates as a kernel with zeros between its elements', () => {
    const { part, options } = row(layers, 'Conv2DTranspose', {
      filters: 1,
      kernel_size: 2,
      dilation_rate: [2, 3],
      use_bias: false,
    });
    const { part: plain, options: wide } = row(layers, 'Conv2DTranspose', {
      filters: 1,
      kernel_size: [3, 4],
      use_bias: false,
    });
    const x = tf.reshape(tf.range(1, 13), [1, 3, 4, 1]);
    const context = { tf, training: false, random: {}, ...QUIET };
    const small = part.apply(options, { kernel: tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1]) }, [x], context);
    const zeros = tf.tensor4d([1, 0, 0, 2, 0, 0, 0, 0, 3, 0, 0, 4], [3, 4, 1, 1]);
    const large = plain.apply(wide, { kernel: zeros }, [x], context);
    expect(small.shape).toEqual([1, 5, 7, 1]);
    expect(small.dataSync()).toEqual(large.dataSync());
  });
});

describe('the size of what a window puts out', () => {
  it('is that of tfjs, for any window that fits', () => {
    const size = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(
        size,
        size,
        size,
        size,
        fc.constantFrom('valid', 'same'),
        (extent, kernel, stride, wide, padding) => {
          fc.pre(padding === 'same' || kernel <= extent);
          const given = { pool_size: [kernel, 1], strides: [stride, 1], padding };
          const found = build('AveragePooling2D', given, [[extent, wide, 1]]).output.shape;
          const y = tf.avgPool(
            tf.zeros<tf.Rank.R4>([1, extent, wide, 1]),
            [kernel, 1],
            [stride, 1],
            padding as 'same',
          );
          expect(y.shape.slice(1)).toEqual(found);
        },
      ),
    );
  });
});

describe('AlphaDropout', () => {
  // keras.layers.AlphaDropout's call, step by step: x · kept - 1.758... · (1 - kept), times a, plus b.
  it('puts what selu has at -infinity in the place of what it drops, and keeps mean and variance', () => {
    const { part, options } = row(layers, 'AlphaDropout', { rate: 0.2 });
    const x = tf.tensor2d([1, -2, 0.5, 3], [2, 2]);
    const mask = tf.tensor2d([1.25, 0, 1.25, 0], [2, 2]);
    const y = part.apply(options, {}, [x], { ...QUIET, tf, training: true, random: { mask } });
    const floor = -1.7580993408473766;
    const a = (0.8 * (1 + 0.2 * floor ** 2)) ** -0.5;
    const b = -a * floor * 0.2;
    const expected = [a + b, a * floor + b, 0.5 * a + b, a * floor + b];
    for (const [at, value] of [...y.dataSync()].entries()) expect(value).toBeCloseTo(expected[at]!, 5);
  });
});

describe('attention with dropout', () => {
  it.each<[string, Options, number, number[]]>([
    ['MultiHeadAttention', { num_heads: 2, key_dim: 3, dropout: 0.25 }, 1, [7, 2, 4, 4]],
    ['MultiHeadAttention', { num_heads: 2, key_dim: 3, dropout: 0.25, attention_axes: 2 }, 1, [35, 2, 4, 4]],
    ['Attention', { dropout: 0.25 }, 2, [7, 4, 4]],
    ['AdditiveAttention', { dropout: 0.25 }, 2, [7, 4, 4]],
  ])(
    '%s %o asks for a mask of its probabilities, and all ones change nothing',
    (name, given, count, drawn) => {
      const sample = 'attention_axes' in given ? [5, 4, 6] : [4, 6];
      const inputs = Array<number[]>(count).fill(sample);
      const built = build(name, given, inputs);
      const [random] = built.random!;
      expect(random!.shape(7)).toEqual(drawn);
      expect(random!.distribution).toEqual({ kind: 'dropout', keep: 0.75 });
      const { part, options } = row(layers, name, given);
      const values = inputs.map((shape, at) => tf.randomNormal([7, ...shape], 0, 1, 'float32', at + 1));
      const weights = Object.fromEntries(
        (built.weights ?? []).map((spec, at) => [
          spec.name,
          tf.randomNormal([...spec.shape], 0, 1, 'float32', at + 9),
        ]),
      );
      const context = { ...QUIET, tf, training: true };
      const run = (mask?: tf.Tensor) =>
        part
          .apply(options, weights, values, { ...context, random: mask ? { dropout: mask } : {} })
          .dataSync();
      expect(run(tf.ones(drawn))).toEqual(run());
      expect(run(tf.zeros(drawn))).not.toEqual(run());
    },
  );
});
