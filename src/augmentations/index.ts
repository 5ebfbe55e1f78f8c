import type { Augmentation } from './augmentation.js';
import { RandomContrast } from './RandomContrast.js';
import { RandomCrop } from './RandomCrop.js';
import { RandomFlip } from './RandomFlip.js';
import { RandomRotation } from './RandomRotation.js';
import { RandomTranslation } from './RandomTranslation.js';
import { RandomZoom } from './RandomZoom.js';

/** Every augmentation, by name. Adding one is a file and a row. */
export const augmentations: readonly Augmentation[] = [
  RandomContrast,
  RandomCrop,
  RandomFlip,
  RandomRotation,
  RandomTranslation,
  RandomZoom,
];
