import { unary } from './families.js';

export const Relu = unary('Relu');
