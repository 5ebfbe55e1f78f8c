import { squared_hinge as loss } from '../losses/squared_hinge.js';
import { meanOfLoss } from './mean.js';

/** keras.metrics.SquaredHinge: the loss of this name, of what the model puts out, without penalties on weights. */
export const squared_hinge = meanOfLoss(loss);
