import type { Ops, Tensor } from '../../tf.js';
import type { Cell, Gates } from './cell.js';
import { type Factors, Product } from './product.js';

/** A cell that goes over a sequence. */
export interface Recurrence {
  readonly cell: Cell;
  readonly gates: Gates;
  readonly units: number;
  readonly steps: number;
  /** Of the input, where it comes as it is and the kernel's first rows are its own; 0 where it comes multiplied. */
  readonly features: number;
  /** From the last step to the first. */
  readonly backwards: boolean;
  /** Whether every output counts, in the order in which they are computed, or the last one alone. */
  readonly sequences: boolean;
  /** For every step, float32 [batch, 1]: 0 where the state stays as it is. */
  readonly masks?: readonly Tensor[];
  /** For every gate, [batch, units]: recurrent dropout. */
  readonly dropout?: readonly Tensor[];
}

interface Taken {
  readonly before: readonly Tensor[];
  readonly kept: readonly Tensor[];
}

/**
 * [batch, steps · gates · units], or [batch, steps · features], to [batch, steps, units], or [batch, units] of the last
 * step.
 *
 * The gradient is written out: differentiated operation by operation, every step would add its own share to the gradients
 * of kernel and input, each as large as the whole. Here a step on the way back costs its product with the kernel and
 * what is element by element; the kernel's gradient is one product over all steps.
 *
 * @param input x · kernel + bias, or x, of every step, one behind the other.
 * @param kernel [features + units, gates · units]
 * @param bias [gates · units], added to the product with the kernel.
 */
export function recur(
  what: Recurrence,
  input: Tensor,
  kernel: Tensor,
  bias: Tensor | undefined,
  tf: Ops,
): Tensor {
  const { cell, gates, units, steps, features, backwards, sequences } = what;
  const batch = input.shape[0]!;
  const operation = tf.customGrad((...given) => {
    const save = given.pop() as unknown as (tensors: Tensor[]) => void;
    const [x, k, b] = given as Tensor[];
    const inOrder = <T>(list: T[]): T[] => (backwards ? list.reverse() : list);
    const inputs = inOrder(tf.split(x!, steps, 1));
    const masks = what.masks && inOrder([...what.masks]);
    const products = productsOf(what, k!, b, what.dropout, tf);
    const taken: Taken[] = [];
    const outputs: Tensor[] = [];
    const zero = tf.zeros([batch, units]);
    let state: readonly Tensor[] = Array.from({ length: cell.states }, () => zero);
    inputs.forEach((one, t) => {
      const step = cell.forward(one, state, products, gates, tf);
      taken.push({ before: state, kept: step.kept });
      const mask = masks?.[t];
      state = mask ? step.state.map((part, i) => mixed(mask, part, state[i]!, tf)) : step.state;
      outputs.push(state[0]!);
    });
    const value = sequences
      ? tf.reshape(tf.concat(outputs, 1), [batch, steps, units])
      : tf.clone(outputs.at(-1)!);
    const saved = new Kept();
    const plan = {
      kernel: saved.add([k!]),
      bias: saved.add(b ? [b] : []),
      inputs: saved.add(features > 0 ? inputs : []),
      masks: saved.add(masks ?? []),
      dropout: saved.add(what.dropout ?? []),
      taken: taken.map(({ before, kept }) => ({ before: saved.add(before), kept: saved.add(kept) })),
    };
    save(saved.list);

    const gradFunc = (dy: Tensor, tensors: Tensor[]) => {
      const at = ([from, to]: Range) => tensors.slice(from, to);
      const [kernelThen] = at(plan.kernel);
      const [biasThen] = at(plan.bias);
      const masksThen = at(plan.masks);
      const dropoutThen = at(plan.dropout);
      const through = productsOf(
        what,
        kernelThen!,
        biasThen,
        dropoutThen.length > 0 ? dropoutThen : undefined,
        tf,
      );
      const given = sequences ? tf.split(tf.reshape(dy, [batch, steps * units]), steps, 1) : [];
      const inputGradients: Tensor[] = [];
      const factors: Factors[][] = through.map(() => []);
      let gradient: readonly Tensor[] = Array.from({ length: cell.states }, (_, i) =>
        i === 0 && !sequences ? dy : tf.zeros([batch, units]),
      );
      for (let t = steps - 1; t >= 0; t--) {
        if (sequences) gradient = gradient.with(0, tf.add(gradient[0]!, given[t]!));
        const mask = masksThen[t];
        const { before, kept } = plan.taken[t]!;
        const passed = mask ? gradient.map((part) => tf.mul(part, mask)) : gradient;
        const back = cell.back(passed, at(before), at(kept), through, gates, tf);
        for (const [i, one] of back.factors.entries()) factors[i]!.push(one);
        inputGradients.unshift(back.input);
        gradient = mask
          ? back.state.map((part, i) => tf.add(part, tf.mul(gradient[i]!, tf.sub(1, mask))))
          : back.state;
      }
      const inputsThen = at(plan.inputs).reverse();
      const found = through.map((product, i) => product.gradients(factors[i]!, inputsThen));
      const kernelGradient = joined(
        found.map((one) => one.kernel),
        1,
        tf,
      );
      const biasGradient =
        biasThen &&
        joined(
          found.map((one) => one.bias!),
          0,
          tf,
        );
      const [joint] = found;
      const perStep = joint!.input ? tf.split(joint!.input, steps, 0).reverse() : inputGradients;
      const inputGradient = tf.concat(inOrder(perStep), 1);
      return [inputGradient, kernelGradient, ...(biasGradient ? [biasGradient] : [])];
    };
    return { value, gradFunc: gradFunc as never };
  });
  return operation(...(bias ? [input, kernel, bias] : [input, kernel]));
}

const mixed = (mask: Tensor, now: Tensor, before: Tensor, tf: Ops) =>
  tf.add(tf.mul(now, mask), tf.mul(before, tf.sub(1, mask)));

const joined = (parts: Tensor[], axis: number, tf: Ops) =>
  parts.length === 1 ? parts[0]! : tf.concat(parts, axis);

/** The recurrent kernel, and its bias, cut into what the cell multiplies with. */
function productsOf(
  { cell, units, features }: Recurrence,
  kernel: Tensor,
  bias: Tensor | undefined,
  dropout: readonly Tensor[] | undefined,
  tf: Ops,
): readonly Product[] {
  const widths = cell.products.map((gates) => gates * units);
  const isWhole = widths.length === 1;
  const kernels = isWhole ? [kernel] : tf.split(kernel, widths, 1);
  const biases = !bias ? [] : isWhole ? [bias] : tf.split(bias, widths, 0);
  let gate = 0;
  return kernels.map((part, i) => {
    const masks = dropout?.slice(gate, gate + cell.products[i]!);
    gate += cell.products[i]!;
    return new Product(tf, { kernel: part, bias: biases[i], dropout: masks, features });
  });
}

type Range = readonly [number, number];

/** Tensors in one list, as tfjs keeps them for a gradient. */
class Kept {
  readonly list: Tensor[] = [];

  add(tensors: readonly Tensor[]): Range {
    const from = this.list.length;
    this.list.push(...tensors);
    return [from, this.list.length];
  }
}
