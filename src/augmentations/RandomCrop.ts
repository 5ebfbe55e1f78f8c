import type { Ops, Tensor } from '../tf.js';
import { defineAugmentation } from './augmentation.js';

/**
 * keras.layers.RandomCrop. Drawn are the top and left of the window; an image that is not larger in both
 * directions is cut where the largest window of the wanted proportions would begin, and resized, as Keras does.
 *
 * Evaluation does what Keras documents, and did in version 2 (keras.preprocessing.image.smart_resize): the largest
 * window of the wanted proportions in the middle, resized. (Keras 3.15 leaves images as they are, and its models
 * then fail for their shape.)
 */
export const RandomCrop = defineAugmentation({
  name: 'RandomCrop',
  summary:
    'Cuts a window out of a random place. Evaluation takes the largest window of the same proportions in the middle, ' +
    'resized; so does training where an image is too small.',
  options: {
    type: 'object',
    properties: {
      height: { type: 'integer', minimum: 1, description: 'Height of the window in pixels.' },
      width: { type: 'integer', minimum: 1, description: 'Width of the window in pixels.' },
    },
    required: ['height', 'width'],
  },
  shape: ({ height, width }, [, , channels]) => [height, width, channels],
  draw({ height, width }, [inputHeight, inputWidth], uniform) {
    if (inputHeight <= height || inputWidth <= width) {
      const { top, left } = middle([inputHeight, inputWidth], height, width);
      return [top, left];
    }
    const top = Math.floor(uniform() * (inputHeight - height + 1));
    return [top, Math.floor(uniform() * (inputWidth - width + 1))];
  },
  apply({ height, width }, [inputHeight, inputWidth, channels], [top, left], from, to, kernels) {
    const rows = Math.min(height, inputHeight - top!);
    const columns = Math.min(width, inputWidth - left!);
    const start = from.address + top! * from.pitch + 4 * left! * channels;
    if (rows === height && columns === width) {
      kernels.copyRows(start, from.pitch, to.address, to.pitch, height, 4 * width * channels);
      return;
    }
    // tf.image.resize: centers of pixels lie at halves, and the edge goes on.
    const [x, y] = [columns / width, rows / height];
    const [a2, b2] = [x / 2 - 0.5, y / 2 - 0.5];
    const { address, pitch } = to;
    kernels.affineBilinear(
      start,
      from.pitch,
      rows,
      columns,
      channels,
      address,
      pitch,
      height,
      width,
      x,
      0,
      a2,
      0,
      y,
      b2,
      1,
    );
  },
  evaluate({ height, width }, x, tf) {
    const [batch, inputHeight, inputWidth, channels] = x.shape as [number, number, number, number];
    const window = middle([inputHeight, inputWidth], height, width);
    const { top, left, rows, columns } = window;
    const whole = rows === inputHeight && columns === inputWidth;
    const cut = whole ? x : tf.slice(x, [0, top, left, 0], [batch, rows, columns, channels]);
    return rows === height && columns === width ? cut : resized(cut, height, width, tf);
  },
});

/** The largest window of the proportions height : width in the middle of an image. */
function middle([inputHeight, inputWidth]: readonly [number, number], height: number, width: number) {
  const within = (size: number, limit: number) => Math.max(1, Math.min(limit, Math.floor(size)));
  const rows = within((inputWidth * height) / width, inputHeight);
  const columns = within((inputHeight * width) / height, inputWidth);
  return {
    rows,
    columns,
    top: Math.floor((inputHeight - rows) / 2),
    left: Math.floor((inputWidth - columns) / 2),
  };
}

function resized(x: Tensor, height: number, width: number, tf: Ops): Tensor {
  return tf.image.resizeBilinear(x as never, [height, width], false, true);
}
