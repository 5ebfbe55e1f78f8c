import { reduction } from './families.js';

export const Min = reduction('Min', 'ReduceMin');
