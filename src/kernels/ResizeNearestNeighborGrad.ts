import { nearest } from './ResizeNearestNeighbor.js';
import { resizeGradient } from './resize.js';

/** (tfjs's cpu kernel leaves halfPixelCenters out, and is wrong for every image but the first.) */
export const ResizeNearestNeighborGrad = resizeGradient('ResizeNearestNeighborGrad', nearest);
