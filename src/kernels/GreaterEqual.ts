import { binary } from './families.js';

export const GreaterEqual = binary('GreaterEqual', 'GreaterOrEqual', 'bool');
