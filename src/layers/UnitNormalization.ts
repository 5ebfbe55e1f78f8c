import { sizeOf } from '../arrays.js';
import { axesOf, axisOption } from './axis.js';
import { defineLayer, passMask } from './layer.js';
import { unitLength } from './normalizing.js';

/** keras.layers.UnitNormalization: every vector along an axis gets the length 1. */
export const UnitNormalization = defineLayer({
  name: 'UnitNormalization',
  summary: 'Scales its input to the length 1 (L2) along an axis or several.',
  options: { type: 'object', properties: { axis: axisOption } },
  mask: passMask,
  build({ axis }, [input]) {
    axesOf(axis, input!.shape);
    return { output: { shape: input!.shape, dtype: 'float32' }, flops: 3 * sizeOf(input!.shape) };
  },
  apply: ({ axis }, _weights, [x], { tf }) => unitLength(x!, axesOf(axis, x!.shape.slice(1)), tf),
});
