import { unary } from './families.js';

export const Softplus = unary('Softplus');
