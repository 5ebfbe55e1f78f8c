import { defineAugmentation, sameShape } from './augmentation.js';
import { between, factorOption, rangeOf } from './factor.js';
import { warp, warpOptions } from './warp.js';

const bounds = { minimum: -1, maximum: 1 };

/** keras.layers.RandomTranslation. Drawn are the shifts to the right and down, in pixels. */
export const RandomTranslation = defineAugmentation({
  name: 'RandomTranslation',
  summary: 'Shifts images by random parts of their height and width.',
  options: {
    type: 'object',
    properties: {
      height_factor: factorOption(bounds, 'Part of the height, 0.2 is [-0.2, 0.2]; more than 0 is down.'),
      width_factor: factorOption(
        bounds,
        'Part of the width, 0.2 is [-0.2, 0.2]; more than 0 is to the right.',
      ),
      ...warpOptions,
    },
    required: ['height_factor', 'width_factor'],
  },
  shape: sameShape,
  draw({ height_factor, width_factor }, [height, width], uniform) {
    const down = between(rangeOf(height_factor), uniform()) * height;
    const right = between(rangeOf(width_factor), uniform()) * width;
    return [right, down];
  },
  apply(options, input, [right, down], from, to, kernels) {
    warp(options, input, [1, 0, -right!, 0, 1, -down!], from, to, kernels);
  },
});
