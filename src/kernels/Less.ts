import { binary } from './families.js';

export const Less = binary('Less', 'Less', 'bool');
