// What the hot loop does outside of the engine: the gathering of a batch, random changes of images (affine.ts,
// images.ts, dropout.ts), the look for numbers that are not finite
// (magnitude.ts), and the optimizers' updates, one pass over the flat parameter vector and its slots, four float32 at a
// time. Addresses are bytes into the memory; those of vectors are multiples of 16, as is `size`.
// Formulas are those of Keras 3 (keras/src/optimizers), each in its own file.

export { adadelta } from './adadelta';
export { adam } from './adam';
export { affineBilinear, affineNearest } from './affine';
export { dropout } from './dropout';
export { gather } from './gather';
export { contrast, copyRows, flip, frame, spread } from './images';
export { magnitude } from './magnitude';
export { rmsprop, rmspropCentered, rmspropMomentum } from './rmsprop';
export { sgd, sgdMomentum, sgdNesterov } from './sgd';
