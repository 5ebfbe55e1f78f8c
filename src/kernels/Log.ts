import { unary } from './families.js';

export const Log = unary('Log');
