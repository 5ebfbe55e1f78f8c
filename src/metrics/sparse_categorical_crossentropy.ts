import { sparse_categorical_crossentropy as loss } from '../losses/sparse_categorical_crossentropy.js';
import { meanOfLoss } from './mean.js';

/**
 * keras.metrics.SparseCategoricalCrossentropy: the loss of this name, of what the model puts out, without penalties on
 * weights. Without `ignore_class`: Keras's metric would count what is ignored as items without loss.
 */
export const sparse_categorical_crossentropy = meanOfLoss({
  ...loss,
  options: { type: 'object', properties: { from_logits: loss.options.properties.from_logits } },
});
