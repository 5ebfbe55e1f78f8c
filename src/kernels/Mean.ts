import { reduction } from './families.js';
import type { Kernel } from './kernel.js';
import { float } from './shapes.js';

const ofFloats = reduction('Mean', 'ReduceMean');

/** Of whole numbers too, as a float32. */
export const Mean: Kernel = {
  ...ofFloats,
  shape([x], attributes) {
    return ofFloats.shape([float(x!.shape)], attributes);
  },
  lower([x], attributes, outputs, emit) {
    const floats = x!.dtype === 'float32' ? x! : emit.op('Cast', [x], float(x!.shape), { to: 'float32' });
    return ofFloats.lower([floats], attributes, outputs, emit);
  },
};
