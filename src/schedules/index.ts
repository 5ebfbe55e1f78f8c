import { ExponentialDecay } from './ExponentialDecay.js';
import type { Schedule } from './schedule.js';

/** Every learning-rate schedule, by name. Adding one is a file and a row. */
export const schedules: readonly Schedule[] = [ExponentialDecay];
