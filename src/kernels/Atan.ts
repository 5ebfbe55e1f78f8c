import { unary } from './families.js';

export const Atan = unary('Atan');
