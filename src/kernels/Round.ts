import { unary } from './families.js';

export const Round = unary('Round');
