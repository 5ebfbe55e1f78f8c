import { binary_crossentropy as loss } from '../losses/binary_crossentropy.js';
import { meanOfLoss } from './mean.js';

/** keras.metrics.BinaryCrossentropy: the loss of this name, of what the model puts out, without penalties on weights. */
export const binary_crossentropy = meanOfLoss(loss);
