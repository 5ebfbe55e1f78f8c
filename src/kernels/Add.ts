import { binary } from './families.js';

export const Add = binary('Add');
