import { reduction } from './families.js';

export const Max = reduction('Max', 'ReduceMax', 'reductionIndices');
