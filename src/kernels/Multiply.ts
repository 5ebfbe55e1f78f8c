import { binary } from './families.js';

export const Multiply = binary('Multiply', 'Mul');
