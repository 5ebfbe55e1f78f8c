import { formatShape, sizeOf } from '../arrays.js';
import { choice } from '../experiment/part.js';
import { activityRegularizer } from './activity.js';
import { defineLayer, passMask } from './layer.js';

/** keras.layers.Dense: `activation(inputs · kernel + bias)` over the last axis. */
export const Dense = defineLayer({
  name: 'Dense',
  summary: 'A densely connected layer: activation(inputs · kernel + bias), over the last axis.',
  options: {
    type: 'object',
    properties: {
      units: { type: 'integer', minimum: 1, description: 'Size of the output.' },
      activation: { ...choice('activation'), default: 'linear', description: 'Applied to the output.' },
      use_bias: { type: 'boolean', default: true, description: 'Whether to add a bias.' },
      kernel_initializer: { ...choice('initializer'), default: 'glorot_uniform' },
      bias_initializer: { ...choice('initializer'), default: 'zeros' },
      kernel_regularizer: { ...choice('regularizer'), description: 'Penalty on the kernel.' },
      bias_regularizer: { ...choice('regularizer'), description: 'Penalty on the bias.' },
      activity_regularizer: activityRegularizer,
      kernel_constraint: { ...choice('constraint'), description: 'What the kernel is held to.' },
      bias_constraint: { ...choice('constraint'), description: 'What the bias is held to.' },
    },
    required: ['units'],
  },
  mask: passMask,
  build(options, [input]) {
    const shape = input!.shape;
    const features = shape.at(-1);
    if (features === undefined)
      throw new Error(`needs an input with at least one axis, got ${formatShape(shape)}`);
    const { units } = options;
    const kernel = {
      name: 'kernel',
      shape: [features, units],
      initializer: options.kernel_initializer,
      regularizer: options.kernel_regularizer,
      constraint: options.kernel_constraint,
    };
    const bias = {
      name: 'bias',
      shape: [units],
      initializer: options.bias_initializer,
      regularizer: options.bias_regularizer,
      constraint: options.bias_constraint,
    };
    const output = { shape: [...shape.slice(0, -1), units], dtype: 'float32' as const };
    const rows = sizeOf(shape.slice(0, -1));
    return {
      weights: options.use_bias ? [kernel, bias] : [kernel],
      output,
      flops: rows * units * (2 * features + (options.use_bias ? 1 : 0)),
    };
  },
  activation: (options) => options.activation,
  apply(options, { kernel, bias }, [input], { tf }) {
    const x = input!;
    const flat = x.rank === 2 ? x : tf.reshape(x, [-1, x.shape.at(-1)!]);
    const product = tf.matMul(flat, kernel!);
    const y = bias ? tf.add(product, bias) : product;
    return x.rank === 2 ? y : tf.reshape(y, [...x.shape.slice(0, -1), options.units]);
  },
});
