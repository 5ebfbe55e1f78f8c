import { sizeOf } from '../arrays.js';
import type { Node, Value, ValueSpec } from '../graph/graph.js';
import { type Rewriter, rewrite } from '../graph/rewrite.js';
import { int64 } from './numbers.js';
import type { Pass } from './pass.js';
import { permuted, reshape } from './permutations.js';

const DOMAIN = 'com.microsoft.nchwc';

/**
 * Conv(x, w) -> ReorderOutput(nchwc.Conv(ReorderInput(x), blocks of w))
 * ConvTranspose(x, w) with strides of 1 -> the same with w turned by 180 degrees
 * Relu(ReorderOutput(nchwc.Conv(...))) -> ReorderOutput(nchwc.Conv(...) with the activation), where that is its only use
 *
 * onnxruntime has convolutions that work on blocks of channels ([batch, channels / block, height, width, block])
 * without copying patches, but only puts them where the filter is a constant; in training none is. Measured on
 * one core with blocks of 8, both reorderings included, in ms: 128x32x26x26 to 64 filters of 3x3 50 to 37, its
 * gradient 41 to 39 (on two cores 38 to 30, as ConvTranspose adds up its patches on one); 128x32x14x14 to 32
 * 16 to 8 and 18 to 10. Kernels of 1x1 gain nothing, and filters larger than the images lose.
 */
export const imageBlocks: Pass = {
  name: 'image-blocks',
  run: (graph, { block }) =>
    block === undefined
      ? graph
      : rewrite(graph, (node, rewriter) => {
          if (node.op === 'Relu') return activated(node, rewriter);
          const conv = convolution(node, block);
          return conv && blocked(conv, node.outputs[0]!, block, rewriter);
        }),
};

/** A convolution with the filter [out, in, height, width]. */
interface Convolution {
  readonly x: Value;
  readonly filter: Value;
  readonly bias?: Value;
  readonly attributes: { readonly [name: string]: readonly number[] };
  /** The filter is given as [in, out, height, width] and turned by 180 degrees. */
  readonly turned: boolean;
}

function convolution(node: Node, block: number): Convolution | undefined {
  if (node.op !== 'Conv' && node.op !== 'ConvTranspose') return undefined;
  const [x, filter, bias] = node.inputs as [Value, Value, Value | undefined];
  if (x.shape.length !== 4 || (node.attributes.group ?? 1) !== 1) return undefined;
  const output = node.outputs[0]!;
  const small = sizeOf(filter.shape) < sizeOf(x.shape) + sizeOf(output.shape);
  const whole = x.shape[1]! % block === 0 && output.shape[1]! % block === 0;
  if (!small || !whole || filter.shape[2]! * filter.shape[3]! === 1) return undefined;
  const { kernel_shape, strides, dilations, pads } = node.attributes as Convolution['attributes'];
  const attributes = { kernel_shape: kernel_shape!, strides: strides!, dilations: dilations!, pads: pads! };
  if (node.op === 'Conv') return { x, filter, ...(bias && { bias }), attributes, turned: false };
  const reach = kernel_shape!.map((size, i) => (size - 1) * dilations![i]!);
  const outer = pads!.map((pad, i) => reach[i % 2]! - pad);
  if (bias || strides!.some((step) => step !== 1) || outer.some((pad) => pad < 0)) return undefined;
  return { x, filter, attributes: { ...attributes, pads: outer }, turned: true };
}

function blocked(conv: Convolution, output: Value, block: number, rewriter: Rewriter): Value {
  const filter = conv.turned ? turned(conv.filter, rewriter) : conv.filter;
  const operands = [
    rewriter.op(`${DOMAIN}.ReorderInput`, [conv.x], conv.x),
    filterBlocks(filter, conv.turned, block, rewriter),
    ...(conv.bias ? [conv.bias] : []),
  ];
  return plain(rewriter.op(`${DOMAIN}.Conv`, operands, output, conv.attributes), rewriter);
}

const plain = (blocks: Value, rewriter: Rewriter) =>
  rewriter.op(`${DOMAIN}.ReorderOutput`, [blocks], blocks, { channels: blocks.shape[1]! });

/** The filter read backwards along height and width. */
function turned(filter: Value, rewriter: Rewriter): Value {
  const [, , height, width] = filter.shape as [number, number, number, number];
  const operands = [
    [-1, -1],
    [-height - 1, -width - 1],
    [2, 3],
    [-1, -1],
  ].map((numbers) => int64(numbers, rewriter));
  return rewriter.op('Slice', [filter, ...operands], filter);
}

/** [out, in, height, width], or [in, out, ...] -> [out / block, in / block, height, width, block of in, block of out] */
function filterBlocks(filter: Value, inFirst: boolean, block: number, rewriter: Rewriter): Value {
  const [first, second, height, width] = filter.shape as [number, number, number, number];
  const split = [first / block, block, second / block, block, height, width];
  const perm = inFirst ? [2, 0, 4, 5, 1, 3] : [0, 2, 4, 5, 3, 1];
  const apart = reshape(filter, split, rewriter);
  const spec: ValueSpec = { shape: permuted(split, perm), dtype: filter.dtype };
  const blocks = rewriter.op('Transpose', [apart], spec, { perm });
  return reshape(blocks, inFirst ? [second, first, height, width] : filter.shape, rewriter);
}

function activated(node: Node, rewriter: Rewriter): Value | undefined {
  const reorder = rewriter.producer(node.inputs[0]);
  if (reorder?.op !== `${DOMAIN}.ReorderOutput` || rewriter.uses(node.inputs[0]!) !== 1) return undefined;
  const conv = rewriter.producer(reorder.inputs[0])!;
  const attributes = { ...conv.attributes, activation: 'Relu' };
  return plain(rewriter.op(conv.op, conv.inputs, node.outputs[0]!, attributes), rewriter);
}
