import { axisOf, formatShape } from '../arrays.js';
import { defineActivation } from './activation.js';
import { axisOption } from './axis-option.js';

/**
 * keras.activations.glu (Dauphin et al., "Language modeling with gated convolutional networks", 2017). Keras's layers
 * still say that their output has the whole axis, and a layer behind them is built for a shape that does not come.
 */
export const glu = defineActivation({
  name: 'glu',
  summary: 'The first half of an axis times sigmoid of the second: a gate. The output has half of the axis.',
  options: { type: 'object', properties: { axis: axisOption } },
  output({ axis }, sample) {
    const halved = axisOf(axis, sample) - 1;
    if (sample[halved]! % 2 === 0) return sample.map((size, at) => (at === halved ? size / 2 : size));
    const found = `glu halves axis ${axis} of ${formatShape(sample)}, which has ${sample[halved]} places`;
    throw new Error(`${found}: expected an even number`);
  },
  apply({ axis }, x, tf) {
    const [kept, gate] = tf.split(x, 2, axisOf(axis, x.shape.slice(1)));
    return tf.mul(kept!, tf.sigmoid(gate!));
  },
});
