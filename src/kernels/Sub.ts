import { binary } from './families.js';

export const Sub = binary('Sub');
