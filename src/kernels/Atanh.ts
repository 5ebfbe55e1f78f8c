import { unary } from './families.js';

export const Atanh = unary('Atanh');
