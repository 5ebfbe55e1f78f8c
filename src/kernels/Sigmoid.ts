import { unary } from './families.js';

export const Sigmoid = unary('Sigmoid');
