import { log_cosh } from '../losses/log_cosh.js';
import { meanOfLoss } from './mean.js';

/** keras.metrics.LogCoshError, under the name that it has in logs: the mean of the loss log_cosh. */
export const logcosh = meanOfLoss(log_cosh, 'logcosh');
