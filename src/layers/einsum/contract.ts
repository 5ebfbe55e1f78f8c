import { sizeOf } from '../../arrays.js';
import type { Ops, Tensor } from '../../tf.js';
import type { Equation } from './equation.js';

/** x · kernel by an equation, as one product of matrices. (tfjs's einsum has no gradient.) */
export function contract(x: Tensor, kernel: Tensor, equation: Equation, tf: Ops): Tensor {
  const { input, output } = equation;
  const outside = input.flatMap((letter, at) =>
    equation.kernel.includes(letter) || output.includes(letter) ? [] : [at],
  );
  const summed = outside.length > 0 ? tf.sum(x, outside) : x;
  const rest = input.filter((_letter, at) => !outside.includes(at));
  const inKernel = (letter: string) => equation.kernel.includes(letter);
  const inOutput = (letter: string) => output.includes(letter);
  const both = rest.filter((letter) => inKernel(letter) && inOutput(letter));
  const rows = rest.filter((letter) => !inKernel(letter));
  const between = rest.filter((letter) => inKernel(letter) && !inOutput(letter));
  const columns = equation.kernel.filter((letter) => !rest.includes(letter));

  const sizes = new Map([...equation.sizes, [input[0]!, x.shape[0]!]]);
  const shape = (letters: readonly string[]) => letters.map((letter) => sizes.get(letter)!);
  const grid = (value: Tensor, from: readonly string[], ...axes: (readonly string[])[]) => {
    const extents = axes.map((letters) => sizeOf(shape(letters)));
    const matrix = both.length > 0 ? [sizeOf(shape(both)), ...extents] : extents;
    return tf.reshape(ordered(value, from, [...both, ...axes.flat()], tf), matrix);
  };
  const product = tf.matMul(
    grid(summed, rest, rows, between),
    grid(kernel, equation.kernel, between, columns),
  );
  const found = [...both, ...rows, ...columns];
  return ordered(tf.reshape(product, shape(found)), found, output, tf);
}

/** Axes in another order. */
function ordered(x: Tensor, from: readonly string[], to: readonly string[], tf: Ops): Tensor {
  const order = to.map((letter) => from.indexOf(letter));
  return order.every((place, at) => place === at) ? x : tf.transpose(x, order);
}
