import { unary } from './families.js';

export const Sqrt = unary('Sqrt');
