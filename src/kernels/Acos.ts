import { unary } from './families.js';

export const Acos = unary('Acos');
