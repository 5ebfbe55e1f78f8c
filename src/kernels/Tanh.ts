import { unary } from './families.js';

export const Tanh = unary('Tanh');
