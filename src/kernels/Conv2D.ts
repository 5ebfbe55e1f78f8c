import { channelsFirst } from './channels-first.js';
import { nchw, nhwc, toNchw, toNhwc, toOihw } from './nchw.js';
import { windowAttributes, windows } from './windows.js';

/** x [batch, height, width, in], filter [height, width, in, out]. */
export const Conv2D = channelsFirst(
  {
    name: 'Conv2D',
    inputs: ['x', 'filter'],
    shape([x, filter], attributes) {
      const [height, width, , channels] = filter!.shape as [number, number, number, number];
      return nhwc(x!.shape[0]!, windows(x!.shape, [height, width], attributes).output, channels);
    },
    lower([x, filter], attributes, _outputs, emit) {
      const [height, width, , channels] = filter!.shape as [number, number, number, number];
      const over = windows(x!.shape, [height, width], attributes);
      const output = nchw(x!.shape[0]!, over.output, channels);
      const operands = [toNchw(x!, emit), toOihw(filter!, emit)];
      return toNhwc(emit.op('Conv', operands, output, windowAttributes(over)), emit);
    },
  },
  { images: [0], result: true },
);
