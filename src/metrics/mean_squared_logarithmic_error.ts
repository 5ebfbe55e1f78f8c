import { mean_squared_logarithmic_error as loss } from '../losses/mean_squared_logarithmic_error.js';
import { meanOfLoss } from './mean.js';

/** keras.metrics.MeanSquaredLogarithmicError: the loss of this name, of what the model puts out, without penalties on weights. */
export const mean_squared_logarithmic_error = meanOfLoss(loss);
