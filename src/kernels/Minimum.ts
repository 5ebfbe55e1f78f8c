import { binary } from './families.js';

export const Minimum = binary('Minimum', 'Min');
