/**
 * Where the first pixel of a float32 image lies in the kernels' memory, and the bytes from row to row. Around an
 * image that is read there is room for a frame: one pixel to the left and above, two to the right and below.
 */
export interface Pixels {
  readonly address: number;
  readonly pitch: number;
}

/** Kernels of assembly/affine.ts and assembly/images.ts. `source` and `target` are addresses of first pixels. */
export interface ImageKernels {
  affineBilinear(
    source: number,
    pitch: number,
    height: number,
    width: number,
    channels: number,
    target: number,
    targetPitch: number,
    targetHeight: number,
    targetWidth: number,
    a0: number,
    a1: number,
    a2: number,
    b0: number,
    b1: number,
    b2: number,
    mode: number,
  ): void;
  affineNearest: ImageKernels['affineBilinear'];
  contrast(
    source: number,
    pitch: number,
    height: number,
    width: number,
    channels: number,
    target: number,
    targetPitch: number,
    factor: number,
    low: number,
    high: number,
  ): void;
  copyRows(
    source: number,
    pitch: number,
    target: number,
    targetPitch: number,
    height: number,
    bytes: number,
  ): void;
  flip(
    source: number,
    pitch: number,
    height: number,
    width: number,
    channels: number,
    target: number,
    targetPitch: number,
    across: number,
    down: number,
  ): void;
  frame(image: number, pitch: number, height: number, width: number, channels: number, value: number): void;
  spread(source: number, kind: number, target: number, pitch: number, height: number, width: number): void;
}
