import type { Kernel } from './kernel.js';
import { permuted, reshaped } from './nchw.js';

/** x [batch, height, width, channels]: blocks of channels become pixels. */
export const DepthToSpace: Kernel = {
  name: 'DepthToSpace',
  inputs: ['x'],
  shape([x], { blockSize, dataFormat }) {
    if (dataFormat !== 'NHWC') throw new Error(`depthToSpace is for NHWC images, found ${dataFormat}`);
    const [block, [batch, height, width, channels]] = [blockSize as number, x!.shape];
    return {
      shape: [batch!, height! * block, width! * block, channels! / block ** 2],
      dtype: x!.dtype,
    };
  },
  lower([x], { blockSize }, [y], emit) {
    const [block, [batch, height, width]] = [blockSize as number, x!.shape];
    const table = reshaped(x!, [batch!, height!, width!, block, block, y!.shape[3]!], emit);
    return reshaped(permuted(table, [0, 1, 3, 2, 4, 5], emit), y!.shape, emit);
  },
};
