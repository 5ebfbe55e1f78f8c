import type { ValueSpec } from '../graph/graph.js';
import type { Kernel } from './kernel.js';

/** Sums of products of one or two tensors by an equation such as `ij,jk->ik`. */
export const Einsum: Kernel = {
  name: 'Einsum',
  inputs: 'list',
  shape(inputs, { equation }) {
    const { operands, result } = parsed(equation as string, inputs.length);
    const sizes = sizesOf(operands, inputs);
    const unknown = [...result].find((label) => !sizes.has(label));
    if (unknown) {
      throw new Error(`Output subscripts contain the label ${unknown} not present in the input subscripts.`);
    }
    return { shape: [...result].map((label) => sizes.get(label)!), dtype: inputs[0]!.dtype };
  },
  lower(inputs, { equation }, [y], emit) {
    return emit.op('Einsum', inputs, y!, { equation: (equation as string).replaceAll(/\s/g, '') });
  },
};

/** One letter an axis. */
function parsed(equation: string, count: number) {
  const [left, result, ...rest] = equation.replaceAll(/\s/g, '').split('->');
  if (result === undefined) throw new Error(`Equations without an arrow are not supported: ${equation}`);
  if (rest.length > 0) throw new Error(`An equation has exactly one arrow, found ${equation}`);
  const operands = left!.split(',');
  if (count > 2) throw new Error('Support for more than 2 input tensors is not implemented yet.');
  if (operands.length !== count)
    throw new Error(`Expected ${operands.length} input tensors, received ${count}`);
  const twice = [...operands, result].find((labels) => new Set(labels).size < labels.length);
  if (twice)
    throw new Error(`An axis that stands twice in one tensor is not implemented yet, found ${twice}`);
  return { operands, result };
}

function sizesOf(operands: readonly string[], inputs: readonly ValueSpec[]): Map<string, number> {
  const sizes = new Map<string, number>();
  operands.forEach((labels, i) => {
    const { shape } = inputs[i]!;
    if (labels.length !== shape.length)
      throw new Error(`einsum: ${labels} does not fit a tensor of shape [${shape}]`);
    [...labels].forEach((label, axis) => {
      const [known = shape[axis]!, found] = [sizes.get(label), shape[axis]!];
      if (known !== found) {
        throw new Error(
          `Expected dimension ${known} at axis ${axis} of input shaped ${JSON.stringify(shape)}, but got dimension ${found}`,
        );
      }
      sizes.set(label, known);
    });
  });
  return sizes;
}
