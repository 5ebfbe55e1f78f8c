import { extreme } from './families.js';

export const Max = extreme('Max', 'ReduceMax', 'reductionIndices');
