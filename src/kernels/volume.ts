import type { Value } from '../graph/graph.js';
import type { Emit } from './kernel.js';
import { permuted, reshaped } from './nchw.js';
import { float } from './shapes.js';
import { pair, remainder, type Windows } from './windows.js';

/**
 * The gradient of a convolution for its filter as one convolution over a volume: the images are the channels
 * of an "image" of height x width x in, and dy is a filter as large as the output, which fits at as many
 * places as the kernel has positions.
 *
 * dw[i, j, c, o] = sum over n, h, w of x[n, h * stride + i * dilation, w * stride + j * dilation, c] * dy[n, h, w, o]
 *
 * x [batch, height, width, in], dy [batch, height, width, out] -> [height, width, in, out]. The channels stand
 * last, so that onnxruntime copies whole runs of them into the rows that it multiplies.
 */
export function correlated(x: Value, dy: Value, over: Windows, emit: Emit): Value {
  const { kernel, strides, dilations, before } = over;
  const [batch, channels, out] = [x.shape[0]!, x.shape[3]!, dy.shape[3]!];
  const { after, rest } = trimmed(over);
  const volume = reshaped(x, [1, ...x.shape], emit);
  const filter = reshaped(permuted(dy, [3, 0, 1, 2], emit), [out, batch, ...over.output, 1], emit);
  const places = pair((i) => kernel[i] + Math.floor(rest[i] / dilations[i]));
  const found = emit.op('Conv', [volume, filter], float([1, out, ...places, channels]), {
    kernel_shape: [...over.output, 1],
    strides: [...dilations, 1],
    dilations: [...strides, 1],
    pads: [...before, 0, ...after, 0],
  });
  return reshaped(
    permuted(fitting(found, over, emit), [0, 2, 3, 4, 1], emit),
    [...kernel, channels, out],
    emit,
  );
}

/** The pads without the rows and columns that no window reaches; `rest` is what remains of those inside the image. */
function trimmed(over: Windows) {
  const unseen = remainder(over);
  const after = pair((i) => Math.max(0, over.after[i] - unseen[i]));
  return { after, rest: pair((i) => Math.max(0, unseen[i] - over.after[i])) };
}

/** Without the places beyond the kernel, which only see what no window does. */
function fitting(found: Value, { kernel }: Windows, emit: Emit): Value {
  const [, out, height, width, channels] = found.shape as [number, number, number, number, number];
  if (height === kernel[0] && width === kernel[1]) return found;
  const operands = [[0, 0], kernel, [2, 3]].map((numbers) => emit.int64(numbers));
  return emit.op('Slice', [found, ...operands], float([1, out, ...kernel, channels]));
}
