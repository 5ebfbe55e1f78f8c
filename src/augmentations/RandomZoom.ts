import { defineAugmentation, sameShape } from './augmentation.js';
import { between, factorOption, rangeOf } from './factor.js';
import { warp, warpOptions } from './warp.js';

const { fround } = Math;
const bounds = { exclusiveMinimum: -1, maximum: 1 };

/** keras.layers.RandomZoom, about the middle of the image. Drawn are the scales of height and width. */
export const RandomZoom = defineAugmentation({
  name: 'RandomZoom',
  summary: 'Zooms images in or out, height and width alike or each by its own factor.',
  options: {
    type: 'object',
    properties: {
      height_factor: factorOption(bounds, '0.2 is [-0.2, 0.2]; more than 0 zooms out, less than 0 zooms in.'),
      width_factor: {
        anyOf: [...factorOption(bounds, '').anyOf, { type: 'null' }],
        description:
          'The same for the width; without it, or null: that of the height, so that proportions stay.',
      },
      ...warpOptions,
    },
    required: ['height_factor'],
  },
  shape: sameShape,
  draw({ height_factor, width_factor }, _input, uniform) {
    const high = 1 + between(rangeOf(height_factor), uniform());
    return [high, width_factor == null ? high : 1 + between(rangeOf(width_factor), uniform())];
  },
  apply(options, input, [high, wide], from, to, kernels) {
    const [height, width] = input;
    // Rounded as in Keras.
    const [zoomY, zoomX] = [fround(high!), fround(wide!)];
    const a2 = fround(((width - 1) / 2) * fround(1 - zoomX));
    const b2 = fround(((height - 1) / 2) * fround(1 - zoomY));
    warp(options, input, [zoomX, 0, a2, 0, zoomY, b2], from, to, kernels);
  },
});
