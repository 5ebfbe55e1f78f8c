import type { Spec } from '../arrays.js';
import type { OptionSchema } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';
import { defineLayer, type Layer } from './layer.js';

/** An option of layers over space or time. It has no default, so that experiments resolve to what they were before. */
const DATA_FORMAT = {
  enum: ['channels_last', 'channels_first'],
  description: 'Where the axis of channels stands: behind the others (the default), or in front of them.',
} as const;

/**
 * A layer that is written for channels behind, with Keras's option `data_format`: with `channels_first` its input has them moved
 * behind, and its output in front again. Weights are the same either way, and as in Keras an activation or penalty takes the
 * output as it is then. Images without an axis of channels have one, wherever it would stand.
 */
export function withDataFormat<const S extends OptionSchema>(layer: Layer<S>): Layer<S> {
  const given = defineLayer(layer);
  const properties = { ...given.options.properties, data_format: DATA_FORMAT };
  // Of layers over images, which take those without channels.
  const plain = layer.name.endsWith('2D') ? 2 : 1;
  return {
    ...given,
    options: { ...given.options, properties } as S,
    build(options, [input, ...others], find) {
      if (!isFirst(options)) return given.build(options, [input!, ...others], find);
      const built = given.build(options, [behind(input!, plain), ...others], find);
      return { ...built, output: inFront(built.output) };
    },
    apply(options, weights, [x, ...others], context) {
      if (!isFirst(options)) return given.apply(options, weights, [x!, ...others], context);
      const { tf } = context;
      const moved = x!.rank - 1 > plain ? moveAxis(x!, 1, x!.rank - 1, tf) : x!;
      const y = given.apply(options, weights, [moved, ...others], context);
      return y.rank > 2 ? moveAxis(y, y.rank - 1, 1, tf) : y;
    },
  };
}

const isFirst = (options: unknown) =>
  (options as { readonly data_format?: string }).data_format === 'channels_first';

/** One sample, its channels last. */
const behind = ({ shape, dtype }: Spec, plain: number): Spec => ({
  shape: shape.length > plain ? [...shape.slice(1), shape[0]!] : shape,
  dtype,
});

/** One sample, its channels first. */
const inFront = ({ shape, dtype }: Spec): Spec => ({
  shape: shape.length > 1 ? [shape.at(-1)!, ...shape.slice(0, -1)] : shape,
  dtype,
});

function moveAxis(x: Tensor, from: number, to: number, tf: Ops): Tensor {
  const axes = x.shape.map((_size, axis) => axis).filter((axis) => axis !== from);
  axes.splice(to, 0, from);
  return tf.transpose(x, axes);
}
