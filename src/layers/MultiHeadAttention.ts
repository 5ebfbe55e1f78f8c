import { axisOf, type Spec } from '../arrays.js';
import type { OptionsOf } from '../experiment/part.js';
import { applyHeads, buildHeads, type Heads } from './attention/heads.js';
import { projectionOptions } from './attention/options.js';
import { defineLayer, passMask } from './layer.js';

const options = {
  type: 'object',
  properties: {
    num_heads: { type: 'integer', minimum: 1, description: 'Number of heads.' },
    key_dim: { type: 'integer', minimum: 1, description: 'Size of a head of queries and keys.' },
    value_dim: { type: 'integer', minimum: 1, description: 'Size of a head of values; key_dim by default.' },
    output_shape: {
      anyOf: [
        { type: 'integer', minimum: 1 },
        { type: 'array', items: { type: 'integer', minimum: 1 }, minItems: 1 },
      ],
      description: 'Features of the output; those of the query by default.',
    },
    attention_axes: {
      anyOf: [
        { type: 'integer' },
        { type: 'array', items: { type: 'integer' }, minItems: 1, uniqueItems: true },
      ],
      description: 'The axes to attend over, from 1; all between batch and features by default.',
    },
    ...projectionOptions,
  },
  required: ['num_heads', 'key_dim'],
} as const;

/**
 * keras.layers.MultiHeadAttention (Vaswani et al., 2017) on [steps, features]. `inputs` are query, value and key as in
 * Keras's call; one input attends to itself, and the value is the key where there are two. Masks of the inputs hide
 * steps as in Keras.
 */
export const MultiHeadAttention = defineLayer({
  name: 'MultiHeadAttention',
  summary:
    'Attention of several heads: every step takes in others, by how their keys fit its query. inputs: [query, value, key]; one alone attends to itself.',
  options,
  inputs: 'many',
  addsActivity: true,
  mask: passMask,
  // Keras's removes them from query, value and key, so that a residual connection around it has none.
  takesMasks: true,
  build: (given, inputs) => buildHeads(headsOf(given, inputs[0]!), inputs),
  apply: (given, weights, inputs, context) =>
    applyHeads(headsOf(given, { shape: inputs[0]!.shape.slice(1) }), weights, inputs, context),
});

type Given = OptionsOf<typeof options>;

function headsOf(given: Given, { shape }: Pick<Spec, 'shape'>): Heads {
  const { num_heads, key_dim, value_dim = key_dim, output_shape, attention_axes, ...rest } = given;
  const chosen = typeof attention_axes === 'number' ? [attention_axes] : attention_axes;
  return {
    ...rest,
    heads: num_heads,
    shared: num_heads,
    keySize: key_dim,
    valueSize: value_dim,
    ...(output_shape !== undefined && {
      outputShape: typeof output_shape === 'number' ? [output_shape] : output_shape,
    }),
    axes: chosen ? stepAxes(chosen, shape) : shape.slice(1).map((_size, at) => at + 1),
  };
}

/** Axes in Keras's counting, where -1 is the last in front of the features, ascending. */
const stepAxes = (axes: readonly number[], shape: readonly number[]): number[] =>
  axes.map((axis) => axisOf(axis, shape.slice(0, -1))).sort((a, b) => a - b);
