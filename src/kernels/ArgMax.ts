import { argReduction } from './families.js';

export const ArgMax = argReduction('ArgMax', 'ArgMax', Number.NEGATIVE_INFINITY);
