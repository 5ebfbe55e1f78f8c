import { unary } from './families.js';

export const Tan = unary('Tan');
