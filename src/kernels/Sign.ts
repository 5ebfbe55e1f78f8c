import { unary } from './families.js';

export const Sign = unary('Sign');
