import { test } from './families.js';

export const IsNan = test('IsNan', 'IsNaN');
