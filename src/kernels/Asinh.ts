import { unary } from './families.js';

export const Asinh = unary('Asinh');
