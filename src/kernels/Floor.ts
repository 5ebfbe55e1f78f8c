import { unary } from './families.js';

export const Floor = unary('Floor');
