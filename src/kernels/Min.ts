import { extreme } from './families.js';

export const Min = extreme('Min', 'ReduceMin');
