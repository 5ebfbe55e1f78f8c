import { unary } from './families.js';

export const Cos = unary('Cos');
