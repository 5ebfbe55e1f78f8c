import { sizeOf } from '../arrays.js';
import { axesOf, axisOption } from './axis.js';
import { defineLayer } from './layer.js';
import { along, unitRoot } from './normalizing.js';

/** keras.layers.RMSNormalization (Zhang and Sennrich, 2019): no mean is subtracted. Keras's hands on no mask. */
export const RMSNormalization = defineLayer({
  name: 'RMSNormalization',
  summary: 'Divides by the root of the mean square along an axis, then scales.',
  options: {
    type: 'object',
    properties: {
      axis: axisOption,
      epsilon: {
        type: 'number',
        minimum: 0,
        default: 1e-6,
        description: 'Added to the mean square, so that nothing is divided by zero.',
      },
    },
  },
  build({ axis }, [input]) {
    const { shape } = input!;
    const scale = {
      name: 'scale',
      shape: axesOf(axis, shape).map((one) => shape[one - 1]!),
      initializer: 'ones',
    };
    return { weights: [scale], output: { shape, dtype: 'float32' }, flops: 4 * sizeOf(shape) };
  },
  apply({ axis, epsilon }, { scale }, [x], { tf }) {
    const axes = axesOf(axis, x!.shape.slice(1));
    return tf.mul(unitRoot(x!, axes, epsilon, tf), along(axes, scale!, x!, tf));
  },
});
