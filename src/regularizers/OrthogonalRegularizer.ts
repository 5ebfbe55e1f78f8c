import { formatShape } from '../arrays.js';
import { absolute } from '../gradient.js';
import { defineRegularizer } from './regularizer.js';
import { unitLength } from './unit.js';

/** keras.regularizers.OrthogonalRegularizer, for matrices of at least two rows (or columns). */
export const OrthogonalRegularizer = defineRegularizer({
  name: 'OrthogonalRegularizer',
  summary: 'factor · mean |cosine| between pairs of rows (or columns) of a matrix.',
  options: {
    type: 'object',
    properties: {
      factor: { type: 'number', minimum: 0, default: 0.01, description: 'Weight of the penalty.' },
      mode: { enum: ['rows', 'columns'], default: 'rows', description: 'What is to be orthogonal.' },
    },
  },
  misfit({ mode }, shape) {
    const found = `found a weight of shape ${formatShape(shape)}`;
    if (shape.length !== 2) return `OrthogonalRegularizer is for matrices, ${found}: use L2`;
    if (shape[mode === 'rows' ? 0 : 1]! > 1) return undefined;
    return `OrthogonalRegularizer compares ${mode}, ${found}: use mode: ${mode === 'rows' ? 'columns' : 'rows'}`;
  },
  penalty({ factor, mode }, weight, tf) {
    const isRows = mode === 'rows';
    const unit = unitLength(weight, isRows ? 1 : 0, tf);
    const size = weight.shape[isRows ? 0 : 1]!;
    const cosines = tf.matMul(unit as never, unit as never, !isRows, isRows);
    // Each pair stands there twice.
    const others = tf.mul(cosines, tf.sub(1, tf.eye(size)));
    return tf.mul(tf.sum(absolute(others, tf)), factor / (size * (size - 1)));
  },
});
