import { bilinear } from './ResizeBilinear.js';
import { resizeGradient } from './resize.js';

/** (tfjs's cpu kernel leaves halfPixelCenters out, and swaps the result's height and width.) */
export const ResizeBilinearGrad = resizeGradient('ResizeBilinearGrad', bilinear);
