import { poisson as loss } from '../losses/poisson.js';
import { meanOfLoss } from './mean.js';

/** keras.metrics.Poisson: the loss of this name, of what the model puts out, without penalties on weights. */
export const poisson = meanOfLoss(loss);
