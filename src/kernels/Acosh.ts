import { unary } from './families.js';

export const Acosh = unary('Acosh');
