import { formatShape } from '../arrays.js';
import { type Choice, choice, chosen } from '../experiment/part.js';
import { defineLayer, passMask } from './layer.js';
import { applyRaw, buildNested, nestedOf } from './nested.js';

/** keras.layers.TimeDistributed: a layer on every step of [steps, ...] by itself, with the same weights. */
export const TimeDistributed = defineLayer({
  name: 'TimeDistributed',
  summary: 'Applies a layer to every step of a sequence.',
  options: {
    type: 'object',
    properties: { layer: { ...choice('layer'), description: 'The layer, with its options.' } },
    required: ['layer'],
  },
  build({ layer }, [input], find) {
    const [steps, ...rest] = input!.shape;
    if (steps === undefined || rest.length === 0) {
      throw new Error(`takes sequences, [steps, ...] for each row, got ${formatShape(input!.shape)}`);
    }
    const nested = nestedOf(layer, find);
    if (nested.layer.inputs === 'many')
      throw new Error(`${nested.layer.name} takes several inputs: it cannot be applied to steps`);
    if (nested.options.activity_regularizer !== undefined) {
      const found = `activity_regularizer of the ${nested.layer.name} in it`;
      throw new Error(`${found} is not supported: put an ActivityRegularization layer behind`);
    }
    if (nested.layer.adapts?.(nested.options as never)) {
      const found = `the ${nested.layer.name} in it would take its numbers from the training inputs`;
      throw new Error(
        `${found}: put it right behind the input, without TimeDistributed, or give it mean and variance`,
      );
    }
    const built = buildNested(nested, [{ shape: rest, dtype: input!.dtype }], find);
    return {
      ...built,
      random: built.random?.map((spec) => ({ ...spec, shape: (batch: number) => spec.shape(batch * steps) })),
      output: { shape: [steps, ...built.output.shape], dtype: built.output.dtype },
      flops: steps * (built.flops ?? 0),
    };
  },
  // Of a softmax at every step, too, the loss takes the logits.
  activation({ layer }, [input], find) {
    const { layer: part, options } = nestedOf(layer, find);
    const inner = part.activation?.(options as never, [{ ...input!, shape: input!.shape.slice(1) }], find);
    return inner === undefined ? undefined : behindSteps(inner);
  },
  mask: passMask,
  apply({ layer }, weights, [x], context) {
    const { tf, find } = context;
    const [batch, steps, ...rest] = x!.shape as [number, number, ...number[]];
    const flat = tf.reshape(x!, [batch * steps, ...rest]);
    const y = applyRaw(nestedOf(layer, find), weights, [flat], context, [undefined]);
    return tf.reshape(y, [batch, steps, ...y.shape.slice(1)]);
  },
});

/** An activation of every step as one of all: an axis, where it counts from the front, stands one further back. */
function behindSteps(activation: Choice): Choice {
  const { name, options } = chosen(activation);
  const { axis } = options;
  return typeof axis === 'number' && axis > 0 ? { [name]: { ...options, axis: axis + 1 } } : activation;
}
