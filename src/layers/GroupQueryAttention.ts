import type { OptionsOf } from '../experiment/part.js';
import { applyHeads, buildHeads, type Heads } from './attention/heads.js';
import { projectionOptions } from './attention/options.js';
import { defineLayer, passMask } from './layer.js';

const options = {
  type: 'object',
  properties: {
    head_dim: { type: 'integer', minimum: 1, description: 'Size of a head.' },
    num_query_heads: { type: 'integer', minimum: 1, description: 'Number of heads of queries.' },
    num_key_value_heads: {
      type: 'integer',
      minimum: 1,
      description: 'Number of heads of keys and values; num_query_heads must be a multiple of it.',
    },
    ...projectionOptions,
  },
  required: ['head_dim', 'num_query_heads', 'num_key_value_heads'],
} as const;

/**
 * keras.layers.GroupQueryAttention (Ainslie et al., 2023): MultiHeadAttention on [steps, features] in which several
 * heads of queries share one of keys and values.
 */
export const GroupQueryAttention = defineLayer({
  name: 'GroupQueryAttention',
  summary:
    'Attention of several heads, of which groups share their keys and values. inputs: [query, value, key]; one alone attends to itself.',
  options,
  inputs: 'many',
  addsActivity: true,
  mask: passMask,
  build(given, inputs) {
    const { num_query_heads, num_key_value_heads } = given;
    if (num_query_heads % num_key_value_heads !== 0) {
      const found = `num_query_heads ${num_query_heads} and num_key_value_heads ${num_key_value_heads}`;
      throw new Error(`${found}: the first must be a multiple of the second`);
    }
    const [other] = inputs.filter(({ shape }) => shape.length !== 2);
    if (other) throw new Error(`takes sequences of steps x features, got ${other.shape.join('x')}`);
    return buildHeads(headsOf(given), inputs);
  },
  apply: (given, weights, inputs, context) => applyHeads(headsOf(given), weights, inputs, context),
});

function headsOf(given: OptionsOf<typeof options>): Heads {
  const { head_dim, num_query_heads, num_key_value_heads, ...rest } = given;
  return {
    ...rest,
    heads: num_query_heads,
    shared: num_key_value_heads,
    keySize: head_dim,
    valueSize: head_dim,
    axes: [1],
  };
}
