import { argReduction } from './families.js';

export const ArgMin = argReduction('ArgMin', 'ArgMin', Number.POSITIVE_INFINITY);
