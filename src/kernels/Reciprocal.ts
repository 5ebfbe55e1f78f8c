import { unary } from './families.js';

export const Reciprocal = unary('Reciprocal');
