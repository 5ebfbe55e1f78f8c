import { binary } from './families.js';

export const Pow = binary('Pow');
