import { binary } from './families.js';

export const Maximum = binary('Maximum', 'Max');
