import { formatShape } from '../arrays.js';
import type { Stream } from '../random.js';
import { defineInitializer } from './initializer.js';

export const orthogonal = defineInitializer({
  name: 'orthogonal',
  summary: 'A random orthogonal matrix times gain; more axes are taken as rows of the last.',
  options: {
    type: 'object',
    properties: { gain: { type: 'number', default: 1, description: 'Factor of the matrix.' } },
  },
  misfit: (_options, shape) =>
    shape.length >= 2
      ? undefined
      : `orthogonal needs two axes or more, found a weight of shape ${formatShape(shape)}: use another initializer`,
  fill({ gain }, shape, out, random) {
    const columns = shape.at(-1)!;
    const rows = out.length / columns;
    // The long side is the length of the vectors, the short side their number.
    const vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), random);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const value = rows >= columns ? vectors[column]![row]! : vectors[row]![column]!;
        out[row * columns + column] = gain * value;
      }
    }
  },
});

/**
 * Orthonormal vectors, uniformly distributed: normal ones, orthogonalized (Gram and Schmidt, modified, each
 * vector twice: "twice is enough"). Equals Keras's Q · sign(diag R) of a QR decomposition, whose R is thus made
 * positive.
 */
function orthonormal(count: number, length: number, random: Stream): Float64Array[] {
  const done: Float64Array[] = [];
  while (done.length < count) {
    const vector = Float64Array.from({ length }, () => random.normal());
    for (const other of [...done, ...done]) subtract(vector, other, dot(vector, other));
    const norm = Math.sqrt(dot(vector, vector));
    for (let i = 0; i < length; i++) vector[i] = vector[i]! / norm;
    done.push(vector);
  }
  return done;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** a -= factor · b */
function subtract(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] = a[i]! - factor * b[i]!;
}
