import { withDataFormat } from './data-format.js';
import { margin1D, marginOf1D } from './margins.js';
import { sequenceShape } from './spatial.js';

/** keras.layers.ZeroPadding1D over [steps, channels]. */
export const ZeroPadding1D = withDataFormat({
  name: 'ZeroPadding1D',
  summary: 'Adds steps of zeros in front of a sequence and behind it.',
  options: {
    type: 'object',
    properties: {
      padding: { ...margin1D, default: 1, description: 'Steps at both ends, or [in front, behind].' },
    },
  },
  build({ padding }, [input]) {
    const [steps, channels] = sequenceShape(input!.shape);
    const [before, after] = marginOf1D(padding);
    return { output: { shape: [before + steps + after, channels], dtype: 'float32' } };
  },
  apply({ padding }, _weights, [x], { tf }) {
    const [before, after] = marginOf1D(padding);
    return tf.pad(x!, [
      [0, 0],
      [before, after],
      [0, 0],
    ]);
  },
});
