import { hinge as loss } from '../losses/hinge.js';
import { meanOfLoss } from './mean.js';

/** keras.metrics.Hinge: the loss of this name, of what the model puts out, without penalties on weights. */
export const hinge = meanOfLoss(loss);
