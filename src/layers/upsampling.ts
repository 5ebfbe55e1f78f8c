import { withGradient } from '../gradient.js';
import type { Ops, Tensor } from '../tf.js';
import type { Tensor4D } from './spatial.js';

/** Every pixel `down` times in height and `across` times in width. */
export function nearest(x: Tensor4D, down: number, across: number, tf: Ops): Tensor {
  const [batch, height, width, channels] = x.shape;
  const shape = [batch, height * down, width * across, channels];
  // tfjs has the gradient of tile for up to four axes only.
  return withGradient(x, tf, (input) => ({
    value: tf.reshape(
      tf.tile(tf.reshape(input, [batch * height, 1, width, 1, channels]), [1, down, 1, across, 1]),
      shape,
    ),
    saved: [],
    gradient: (dy) =>
      tf.reshape(tf.sum(tf.reshape(dy, [batch * height, down, width, across, channels]), [1, 3]), [
        batch,
        height,
        width,
        channels,
      ]),
  }));
}

/**
 * Linear interpolation between pixels, as tf.image.resize: a product with a matrix for each axis. (The gradient
 * of tfjs's resizeBilinear does not know half-pixel centers.)
 */
export function bilinear(x: Tensor4D, down: number, across: number, tf: Ops): Tensor {
  const [batch, height, width, channels] = x.shape;
  const taller = interpolated(tf.reshape(x, [batch, height, width * channels]), down, tf);
  const rows = tf.reshape(taller, [batch * height * down, width, channels]);
  return tf.reshape(interpolated(rows, across, tf), [batch, height * down, width * across, channels]);
}

/** [batch, size, rest] to [batch, size · factor, rest]. */
function interpolated(x: Tensor, factor: number, tf: Ops): Tensor {
  if (factor === 1) return x;
  const size = x.shape[1]!;
  const matrix = tf.tensor2d(weights(size, factor), [size * factor, size]);
  return withGradient(x, tf, (input) => ({
    value: tf.matMul(matrix, input),
    saved: [matrix],
    gradient: (dy, [kept]) => tf.matMul(kept!, dy, true),
  }));
}

/** Row-major [size · factor, size]: what every old pixel contributes to every new one. */
function weights(size: number, factor: number): Float32Array {
  const out = new Float32Array(size * factor * size);
  for (let row = 0; row < size * factor; row++) {
    // Centers of pixels lie at halves; beyond the outermost the edge goes on.
    const at = Math.min(size - 1, Math.max(0, (row + 0.5) / factor - 0.5));
    const low = Math.floor(at);
    const high = Math.min(size - 1, low + 1);
    out[row * size + low]! += 1 - (at - low);
    out[row * size + high]! += at - low;
  }
  return out;
}
