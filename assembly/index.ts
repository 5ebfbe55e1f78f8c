// What the hot loop does outside of the engine: the gathering of a batch, and the optimizers' updates, one
// pass over the flat parameter vector and its slots, four float32 at a time. Addresses are bytes into the
// memory and multiples of 16; `size` is a multiple of 16.
// Formulas are those of Keras 3 (keras/src/optimizers), each in its own file.

export { adadelta } from './adadelta';
export { adam } from './adam';
export { dropout } from './dropout';
export { gather } from './gather';
export { rmsprop, rmspropCentered, rmspropMomentum } from './rmsprop';
export { sgd, sgdMomentum, sgdNesterov } from './sgd';
