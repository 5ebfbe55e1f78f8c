import { defineAugmentation, sameShape } from './augmentation.js';

/** keras.layers.RandomFlip: with both directions in `mode`, an image is flipped in both or in neither. */
export const RandomFlip = defineAugmentation({
  name: 'RandomFlip',
  summary:
    'Flips half of the images: left and right, top and bottom, or both at once, which turns them by half a circle.',
  options: {
    type: 'object',
    properties: {
      mode: {
        enum: ['horizontal', 'vertical', 'horizontal_and_vertical'],
        default: 'horizontal_and_vertical',
        description: 'horizontal exchanges left and right, vertical top and bottom.',
      },
    },
  },
  shape: sameShape,
  draw: (_options, _input, uniform) => [uniform() <= 0.5 ? 1 : 0],
  apply({ mode }, [height, width, channels], [flipped], from, to, kernels) {
    const across = mode === 'vertical' ? 0 : flipped!;
    const down = mode === 'horizontal' ? 0 : flipped!;
    kernels.flip(from.address, from.pitch, height, width, channels, to.address, to.pitch, across, down);
  },
});
