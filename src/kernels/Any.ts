import { truth } from './families.js';

export const Any = truth('Any', 'ReduceMax');
