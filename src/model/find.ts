import { pick } from '../experiment/part.js';
import { layers } from '../layers/index.js';
import type { FindLayer, Layer } from '../layers/layer.js';

/** The row of a layer that stands in another one's options. */
export const findLayer: FindLayer = (choice) => pick<Layer>(layers, choice);
