import { kl_divergence as loss } from '../losses/kl_divergence.js';
import { meanOfLoss } from './mean.js';

/** keras.metrics.KLDivergence: the loss of this name, of what the model puts out, without penalties on weights. */
export const kl_divergence = meanOfLoss(loss);
