import { unary } from './families.js';

export const Abs = unary('Abs');
