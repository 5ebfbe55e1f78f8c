import { binary } from './families.js';

export const LogicalAnd = binary('LogicalAnd', 'And', 'bool');
