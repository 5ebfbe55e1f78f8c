import { unary } from './families.js';

export const Exp = unary('Exp');
