import { formatShape } from '../arrays.js';
import { type Choice, choice, chosen } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';
import { defineLayer, type FindLayer } from './layer.js';
import { applyNested, buildNested, type Nested, nestedOf } from './nested.js';

const RECURRENT = ['SimpleRNN', 'LSTM', 'GRU'];

const MERGES: Readonly<Record<'sum' | 'mul' | 'ave' | 'concat', (a: Tensor, b: Tensor, tf: Ops) => Tensor>> =
  {
    sum: (a, b, tf) => tf.add(a, b),
    mul: (a, b, tf) => tf.mul(a, b),
    ave: (a, b, tf) => tf.mul(tf.add(a, b), 0.5),
    concat: (a, b, tf) => tf.concat([a, b], -1),
  };

/**
 * keras.layers.Bidirectional. `merge_mode: null`, which puts out two tensors, is not here.
 */
export const Bidirectional = defineLayer({
  name: 'Bidirectional',
  summary: 'Goes over a sequence in both directions with two recurrent layers, and joins what they put out.',
  options: {
    type: 'object',
    properties: {
      layer: { ...choice('layer'), description: 'A recurrent layer, with its options.' },
      merge_mode: {
        enum: ['sum', 'mul', 'ave', 'concat'],
        default: 'concat',
        description: 'How the two outputs become one.',
      },
      backward_layer: {
        ...choice('layer'),
        description: 'Another layer for the way back. Default: the same, with weights of its own.',
      },
    },
    required: ['layer'],
  },
  build(options, inputs, find) {
    const [there, back] = directions(options, find);
    const [a, b] = [buildNested(there, inputs, find), buildNested(back, inputs, find)];
    const [shape, other] = [a.output.shape, b.output.shape];
    if (formatShape(shape) !== formatShape(other)) {
      throw new Error(
        `layer puts out ${formatShape(shape)} and backward_layer ${formatShape(other)}: they must be equal`,
      );
    }
    const joined = options.merge_mode === 'concat' ? shape.with(-1, 2 * shape.at(-1)!) : shape;
    return {
      weights: [...a.weights!, ...b.weights!],
      random: [...(a.random ?? []), ...(b.random ?? [])],
      output: { shape: joined, dtype: 'float32' },
      flops: (a.flops ?? 0) + (b.flops ?? 0),
    };
  },
  mask: ({ layer }, _inputs, masks) =>
    chosen(layer).options.return_sequences === true ? masks[0] : undefined,
  apply(options, weights, [x], context) {
    const { tf, masks } = context;
    const [there, back] = directions(options, context.find);
    const a = applyNested(there, weights, [x!], context, masks);
    const b = applyNested(back, weights, [x!], context, masks);
    const merge = MERGES[options.merge_mode];
    if (there.options.return_sequences !== true) return merge(a, b, tf);
    // Keras puts out zeros at hidden steps here, where the layers alone repeat what they have put out last.
    const counts = masks[0] && tf.expandDims(tf.cast(masks[0], 'float32'), -1);
    const [ahead, behind] = [a, tf.reverse(b, 1)].map((y) => (counts ? tf.mul(y, counts) : y));
    return merge(ahead!, behind!, tf);
  },
});

interface Options {
  readonly layer: Choice;
  readonly backward_layer?: Choice;
}

/** The two layers, under the names that Keras gives them. */
function directions({ layer, backward_layer }: Options, find: FindLayer): readonly [Nested, Nested] {
  const there = nestedOf(layer, find, (own) => `forward_${own}`);
  const back = backward_layer
    ? nestedOf(backward_layer, find)
    : nestedOf(layer, find, (own) => `backward_${own}`);
  for (const { layer: part } of [there, back]) {
    if (RECURRENT.includes(part.name)) continue;
    throw new Error(`goes over sequences with ${RECURRENT.join(', ')}, found ${part.name}`);
  }
  const [ahead, behind] = [
    there.options.go_backwards === true,
    !backward_layer || back.options.go_backwards === true,
  ];
  if (ahead === behind) {
    const what = backward_layer
      ? 'backward_layer has to go the other way than layer'
      : 'layer has to go forwards';
    throw new Error(`${what}: ${backward_layer ? 'set go_backwards on one of them' : 'remove go_backwards'}`);
  }
  if (!backward_layer) return [there, { ...back, options: { ...back.options, go_backwards: true } }];
  if (back.options.return_sequences !== there.options.return_sequences) {
    throw new Error('layer and backward_layer need the same return_sequences');
  }
  return [there, back];
}
