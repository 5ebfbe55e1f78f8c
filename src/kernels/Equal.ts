import { binary } from './families.js';

export const Equal = binary('Equal', 'Equal', 'bool');
