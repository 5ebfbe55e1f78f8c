import { binary } from './families.js';

/** Division by a constant becomes a product with its reciprocal in passes/algebra.ts. */
export const RealDiv = binary('RealDiv', 'Div', 'float32');
