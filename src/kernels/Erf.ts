import { unary } from './families.js';

export const Erf = unary('Erf');
