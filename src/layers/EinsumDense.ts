import { sizeOf } from '../arrays.js';
import { choice } from '../experiment/part.js';
import { contract } from './einsum/contract.js';
import { type Equation, parseEquation } from './einsum/equation.js';
import { defineLayer } from './layer.js';

/**
 * keras.layers.EinsumDense. Of its arguments those of LoRA and quantization are not here. The batch must be the first
 * axis of input and output.
 */
export const EinsumDense = defineLayer({
  name: 'EinsumDense',
  summary:
    'A densely connected layer over any axes, as an equation says: activation(einsum(equation, inputs, kernel) + bias).',
  options: {
    type: 'object',
    properties: {
      equation: {
        type: 'string',
        minLength: 1,
        description:
          'A letter for every axis of inputs, kernel and output, the batch first: "abc,cd->abd" (with quotes in { }, for its comma).',
      },
      output_shape: {
        anyOf: [
          { type: 'integer', minimum: 1 },
          { type: 'array', items: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] } },
        ],
        description: 'Axes of the output but the batch and those of `...`; null: as in the input.',
      },
      activation: { ...choice('activation'), default: 'linear', description: 'Applied to the output.' },
      bias_axes: {
        type: 'string',
        minLength: 1,
        description: 'Letters of the axes along which a bias is added; none by default.',
      },
      kernel_initializer: { ...choice('initializer'), default: 'glorot_uniform' },
      bias_initializer: { ...choice('initializer'), default: 'zeros' },
      kernel_regularizer: { ...choice('regularizer'), description: 'Penalty on the kernel.' },
      bias_regularizer: { ...choice('regularizer'), description: 'Penalty on the bias.' },
      kernel_constraint: { ...choice('constraint'), description: 'What the kernel is held to.' },
      bias_constraint: { ...choice('constraint'), description: 'What the bias is held to.' },
    },
    required: ['equation', 'output_shape'],
  },
  build(options, [input]) {
    const equation = equationOf(options, input!.shape);
    const { sizes, kernel: letters, output } = equation;
    const shape = output.slice(1).map((letter) => sizes.get(letter)!);
    const size = (chosen: readonly string[]) => sizeOf(chosen.map((letter) => sizes.get(letter)!));
    const kernel = {
      name: 'kernel',
      shape: letters.map((letter) => sizes.get(letter)!),
      fans: [
        size(letters.filter((letter) => !output.includes(letter))),
        size(letters.filter((letter) => output.includes(letter))),
      ] as const,
      initializer: options.kernel_initializer,
      regularizer: options.kernel_regularizer,
      constraint: options.kernel_constraint,
    };
    const products = 2 * sizeOf([...sizes.values()]);
    if (options.bias_axes === undefined)
      return { weights: [kernel], output: { shape, dtype: 'float32' }, flops: products };
    const bias = {
      name: 'bias',
      shape: biasShape(equation, options.bias_axes),
      initializer: options.bias_initializer,
      regularizer: options.bias_regularizer,
      constraint: options.bias_constraint,
    };
    return {
      weights: [kernel, bias],
      output: { shape, dtype: 'float32' },
      flops: products + sizeOf(shape),
    };
  },
  activation: (options) => options.activation,
  apply(options, { kernel, bias }, [input], { tf }) {
    const x = input!;
    const y = contract(x, kernel!, equationOf(options, x.shape.slice(1)), tf);
    return bias ? tf.add(y, bias) : y;
  },
});

function equationOf(
  {
    equation,
    output_shape,
  }: { readonly equation: string; readonly output_shape: number | readonly (number | null)[] },
  sample: readonly number[],
): Equation {
  return parseEquation(equation, typeof output_shape === 'number' ? [output_shape] : output_shape, sample);
}

/** From the first of its axes on, 1 along those between that are not named. */
function biasShape({ output, sizes, behind }: Equation, axes: string): number[] {
  const named = output.slice(0, output.length - behind);
  const wrong = [...axes].find((letter) => !named.includes(letter) || letter === output[0]);
  if (wrong !== undefined) {
    const expected = named.filter((letter) => letter !== output[0] && !letter.startsWith('.')).join(', ');
    throw new Error(`bias_axes ${JSON.stringify(axes)}: ${wrong} is none of the output's axes ${expected}`);
  }
  const first = output.findIndex((letter) => axes.includes(letter));
  return output.slice(first).map((letter) => (axes.includes(letter) ? sizes.get(letter)! : 1));
}
