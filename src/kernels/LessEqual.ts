import { binary } from './families.js';

export const LessEqual = binary('LessEqual', 'LessOrEqual', 'bool');
