import { binary } from './families.js';

export const LogicalOr = binary('LogicalOr', 'Or', 'bool');
