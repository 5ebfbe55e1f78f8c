import { binary } from './families.js';

export const Greater = binary('Greater', 'Greater', 'bool');
