import { truth } from './families.js';

export const All = truth('All', 'ReduceMin');
