import { categorical_crossentropy as loss } from '../losses/categorical_crossentropy.js';
import { meanOfLoss } from './mean.js';

/** keras.metrics.CategoricalCrossentropy: the loss of this name, of what the model puts out, without penalties on weights. */
export const categorical_crossentropy = meanOfLoss(loss);
