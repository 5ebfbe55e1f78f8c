import { unary } from './families.js';

export const Cosh = unary('Cosh');
