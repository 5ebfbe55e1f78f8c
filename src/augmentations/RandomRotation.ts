import { defineAugmentation, sameShape } from './augmentation.js';
import { between, factorOption, rangeOf } from './factor.js';
import { warp, warpOptions } from './warp.js';

const { fround } = Math;
const bounds = { minimum: -1, maximum: 1 };

/** keras.layers.RandomRotation, about the middle of the image. Drawn is the angle in degrees. */
export const RandomRotation = defineAugmentation({
  name: 'RandomRotation',
  summary: 'Turns images about their middle by a random part of a full circle.',
  options: {
    type: 'object',
    properties: {
      factor: factorOption(
        bounds,
        'Part of a full circle, 0.1 is [-0.1, 0.1], up to 36 degrees; more than 0 is counterclockwise.',
      ),
      ...warpOptions,
    },
    required: ['factor'],
  },
  shape: sameShape,
  draw: ({ factor }, _input, uniform) => [between(rangeOf(factor), uniform()) * 360],
  apply(options, input, [degrees], from, to, kernels) {
    const [height, width] = input;
    // Rounded as in Keras, so that pixels on the edge fall to the same side.
    const angle = fround(fround(degrees!) * fround(Math.PI / 180));
    const [cos, sin] = [fround(Math.cos(angle)), fround(Math.sin(angle))];
    const [x, y] = [fround((width - 1) / 2), fround((height - 1) / 2)];
    const a2 = fround(fround(x - fround(x * cos)) - fround(y * -sin));
    const b2 = fround(fround(y - fround(x * sin)) - fround(y * cos));
    warp(options, input, [cos, -sin, a2, sin, cos, b2], from, to, kernels);
  },
});
