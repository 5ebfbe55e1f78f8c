import { unary } from './families.js';

export const Elu = unary('Elu');
