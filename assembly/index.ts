// What the hot loop does outside of the engine: the gathering of a batch, random changes of images (affine.ts,
// images.ts, dropout.ts), the look for numbers that are not finite (magnitude.ts), the optimizers' updates and what
// stands around them (around.ts), one pass over the flat parameter vector and its slots, four float32 at a time.
// Addresses are bytes into the memory; those of vectors are multiples of 16, as is `size`.
// Formulas are those of Keras 3 (keras/src/optimizers), each in its own file.

export { adadelta } from './adadelta';
export { adagrad } from './adagrad';
export { adam } from './adam';
export { adamax } from './adamax';
export { affineBilinear, affineNearest } from './affine';
export { amsgrad } from './amsgrad';
export { accumulate, blend, clamp, decay, scale, squares, takeMean } from './around';
export { dropout } from './dropout';
export { ftrl } from './ftrl';
export { gather } from './gather';
export { contrast, copyRows, flip, frame, spread } from './images';
export { lamb } from './lamb';
export { lion } from './lion';
export { magnitude } from './magnitude';
export { nadam } from './nadam';
export { rmsprop, rmspropCentered, rmspropMomentum } from './rmsprop';
export { sgd, sgdMomentum, sgdNesterov } from './sgd';
