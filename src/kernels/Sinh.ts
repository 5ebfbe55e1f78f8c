import { unary } from './families.js';

export const Sinh = unary('Sinh');
