import { reduction } from './families.js';

export const Prod = reduction('Prod', 'ReduceProd');
