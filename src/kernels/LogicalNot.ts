import { unary } from './families.js';

export const LogicalNot = unary('LogicalNot', 'Not');
