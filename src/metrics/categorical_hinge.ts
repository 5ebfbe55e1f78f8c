import { categorical_hinge as loss } from '../losses/categorical_hinge.js';
import { meanOfLoss } from './mean.js';

/** keras.metrics.CategoricalHinge: the loss of this name, of what the model puts out, without penalties on weights. */
export const categorical_hinge = meanOfLoss(loss);
