import { test } from './families.js';

export const IsInf = test('IsInf', 'IsInf');
