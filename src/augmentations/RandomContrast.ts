import { defineAugmentation } from './augmentation.js';
import { between, factorOption, rangeOf } from './factor.js';

/**
 * keras.layers.RandomContrast. Drawn is the contrast factor. As in Keras 3.15, whose documentation says otherwise, a
 * single number f only raises contrast: the range is 1..1 + f, that of [a, b] is 1 - a..1 + b.
 */
export const RandomContrast = defineAugmentation({
  name: 'RandomContrast',
  summary: 'Scales the distance of every pixel from the mean of its channel by a random factor.',
  options: {
    type: 'object',
    properties: {
      factor: factorOption(
        { minimum: 0, maximum: 1 },
        'A number f: contrast is multiplied by 1 to 1 + f; a list [a, b] with a ≤ b: by 1 - a to 1 + b.',
      ),
      value_range: {
        type: 'array',
        items: { type: 'number' },
        minItems: 2,
        maxItems: 2,
        default: [0, 255],
        description: 'Least and greatest value of the raw data: results are cut off there.',
      },
    },
    required: ['factor'],
  },
  shape({ value_range: [low, high] }, input) {
    if (low! < high!) return input;
    throw new Error(`value_range goes from ${low} to ${high}, expected the lesser number first`);
  },
  draw({ factor }, _input, uniform) {
    const [lower, upper] = rangeOf(factor, 0);
    return [between([1 - lower, 1 + upper], uniform())];
  },
  apply({ value_range }, [height, width, channels], [factor], from, to, kernels) {
    const [low, high] = value_range;
    const { address, pitch } = from;
    kernels.contrast(address, pitch, height, width, channels, to.address, to.pitch, factor!, low!, high!);
  },
});
