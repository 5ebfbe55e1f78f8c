import { unary } from './families.js';

export const Ceil = unary('Ceil');
