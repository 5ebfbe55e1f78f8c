import type { Value } from '../graph/graph.js';
import { type Cubes, cubeAttributes, leftOver } from './cubes.js';
import type { Emit } from './kernel.js';
import { reshaped } from './nchw.js';
import { float, like } from './shapes.js';

/** One over how many pixels each window sees; 0 for one that sees none. */
export function shared(windows: Value, over: Cubes, emit: Emit): Value {
  const { kernel, strides, before, input, output } = over;
  const [depths, heights, widths] = output.map((count, axis) =>
    Array.from({ length: count }, (_, at) => {
      const start = at * strides[axis]! - before[axis]!;
      return Math.max(0, Math.min(input[axis]!, start + kernel[axis]!) - Math.max(0, start));
    }),
  ) as [number[], number[], number[]];
  const seen = depths.flatMap((depth) =>
    heights.flatMap((height) => widths.map((width) => depth * height * width)),
  );
  const parts = Float32Array.from(seen, (pixels) => (pixels > 0 ? 1 / pixels : 0));
  const factor = emit.constant(parts, [1, 1, ...output], 'float32');
  return emit.op('Mul', [windows, factor], like(windows));
}

/** The sums of what windows see of volumes [batch, channels, ...], each channel on its own. */
export const gathered = (volume: Value, over: Cubes, emit: Emit) =>
  withOnes('Conv', volume, over.output, over, {}, emit);

/** The way back: what each pixel's windows are, added up. */
export const spread = (windows: Value, over: Cubes, emit: Emit) =>
  withOnes('ConvTranspose', windows, over.input, over, { output_padding: leftOver(over) }, emit);

function withOnes(
  op: string,
  x: Value,
  size: readonly number[],
  over: Cubes,
  more: object,
  emit: Emit,
): Value {
  const [batch, channels, ...from] = x.shape as [number, number, ...number[]];
  const count = over.kernel[0] * over.kernel[1] * over.kernel[2];
  const ones = emit.constant(new Float32Array(count).fill(1), [1, 1, ...over.kernel], 'float32');
  const single = reshaped(x, [batch * channels, 1, ...from], emit);
  const spec = float([batch * channels, 1, ...size]);
  const sums = emit.op(op, [single, ones], spec, { ...cubeAttributes(over), ...more });
  return reshaped(sums, [batch, channels, ...size], emit);
}
