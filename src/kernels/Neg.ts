import { unary } from './families.js';

export const Neg = unary('Neg');
