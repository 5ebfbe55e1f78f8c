import { unary } from './families.js';

export const Asin = unary('Asin');
