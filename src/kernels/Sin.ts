import { unary } from './families.js';

export const Sin = unary('Sin');
