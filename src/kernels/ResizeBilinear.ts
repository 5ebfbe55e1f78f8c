import { resize, type Weights } from './resize.js';

/** Between the two nearest pixels, in proportion; past the edge, the edge. */
export const bilinear: Weights = ({ from, step, halfPixelCenters }, i) => {
  const at = halfPixelCenters ? Math.max(0, step * (i + 0.5) - 0.5) : step * i;
  const low = Math.min(from - 1, Math.floor(at));
  const high = Math.min(from - 1, Math.ceil(at));
  return [
    [low, 1 - (at - low)],
    [high, at - low],
  ];
};

export const ResizeBilinear = resize('ResizeBilinear', bilinear);
