import { reduction } from './families.js';

export const Sum = reduction('Sum', 'ReduceSum');
