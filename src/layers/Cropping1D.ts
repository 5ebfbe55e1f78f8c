import { defineLayer } from './layer.js';
import { cropped, margin1D, marginOf1D } from './margins.js';
import { sequenceShape } from './spatial.js';

/** keras.layers.Cropping1D over [steps, channels]. */
export const Cropping1D = defineLayer({
  name: 'Cropping1D',
  summary: 'Cuts steps off at both ends of a sequence.',
  options: {
    type: 'object',
    properties: {
      cropping: { ...margin1D, default: [1, 1], description: 'Steps at both ends, or [in front, behind].' },
    },
  },
  build({ cropping }, [input]) {
    const [steps, channels] = sequenceShape(input!.shape);
    const left = cropped(steps, marginOf1D(cropping), 'steps');
    return { output: { shape: [left, channels], dtype: 'float32' } };
  },
  apply({ cropping }, _weights, [input], { tf }) {
    const x = input!;
    const [before, after] = marginOf1D(cropping);
    const [batch, steps, channels] = x.shape as [number, number, number];
    return tf.slice(x, [0, before, 0], [batch, steps - before - after, channels]);
  },
});
