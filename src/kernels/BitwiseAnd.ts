import { binary } from './families.js';

export const BitwiseAnd = binary('BitwiseAnd');
