import type { Ops, Tensor } from '../../tf.js';

/** What one product of the recurrent kernel was given at a step, and the gradient of what came out. */
export interface Factors {
  readonly left: Tensor;
  readonly gradient: Tensor;
}

/**
 * state · kernel (+ bias): [batch, units] to [batch, gates · units]. With recurrent dropout every gate has a mask of its own for
 * the state, as in Keras (implementation 1), so each needs a product of its own.
 */
export class Product {
  private readonly kernels: readonly Tensor[];

  constructor(
    private readonly tf: Ops,
    private readonly kernel: Tensor,
    private readonly bias: Tensor | undefined,
    /** One for every gate: [batch, units]. */
    private readonly dropout: readonly Tensor[] | undefined,
  ) {
    this.kernels = dropout ? tf.split(kernel, dropout.length, 1) : [kernel];
  }

  forward(left: Tensor): Tensor {
    const { tf, dropout, kernels, bias } = this;
    const product = dropout
      ? tf.concat(
          dropout.map((mask, gate) => tf.matMul(tf.mul(left, mask), kernels[gate]!)),
          1,
        )
      : tf.matMul(left, this.kernel);
    return bias ? tf.add(product, bias) : product;
  }

  /** The gradient of `left`. */
  back(gradient: Tensor): Tensor {
    const { tf, dropout, kernels } = this;
    const through = (part: Tensor, kernel: Tensor) => tf.matMul(part, kernel, false, true);
    if (!dropout) return through(gradient, this.kernel);
    const parts = tf.split(gradient, dropout.length, 1);
    return dropout
      .map((mask, gate) => tf.mul(through(parts[gate]!, kernels[gate]!), mask))
      .reduce((sum, part) => tf.add(sum, part));
  }

  /** The gradients of kernel and bias, over all steps at once. */
  gradients(steps: readonly Factors[]): { readonly kernel: Tensor; readonly bias: Tensor | undefined } {
    const { tf, dropout } = this;
    const rows = (parts: readonly Tensor[]) => tf.concat([...parts], 0);
    const gradient = rows(steps.map((step) => step.gradient));
    const bias = this.bias && tf.sum(gradient, 0);
    if (!dropout) return { kernel: tf.matMul(rows(steps.map(({ left }) => left)), gradient, true), bias };
    const parts = tf.split(gradient, dropout.length, 1);
    const kernels = dropout.map((mask, gate) =>
      tf.matMul(rows(steps.map(({ left }) => tf.mul(left, mask))), parts[gate]!, true),
    );
    return { kernel: tf.concat(kernels, 1), bias };
  }
}
