import type { Ops, Tensor } from '../../tf.js';

/** What one product was given at a step, and the gradient of what came out. */
export interface Factors {
  /** The state, or what a gate made of it. */
  readonly left: Tensor;
  readonly gradient: Tensor;
}

/** What a product multiplies with. */
export interface Factor {
  /** [features + units, gates · units] */
  readonly kernel: Tensor;
  /** [gates · units] */
  readonly bias?: Tensor | undefined;
  /** Rows at the head of the kernel that belong to the input: 0 where that comes multiplied. */
  readonly features: number;
  /** Recurrent dropout: a mask of the state for every gate, [batch, units]. */
  readonly dropout?: readonly Tensor[] | undefined;
}

/** The gradients of what came in, over all steps. */
export interface Gradients {
  readonly kernel: Tensor;
  readonly bias: Tensor | undefined;
  /** Of the inputs, one step below the other, where the product is theirs too. */
  readonly input: Tensor | undefined;
}

/**
 * state · kernel (+ bias): [batch, units] to [batch, gates · units]. With recurrent dropout every gate has a mask of its own for
 * the state, as in Keras (implementation 1), so each needs a product of its own.
 */
export class Product {
  constructor(
    private readonly tf: Ops,
    private readonly factor: Factor,
  ) {}

  /** @param input of the step: added, or multiplied together with the state in one product of (input, state). */
  forward(left: Tensor, input?: Tensor): Tensor {
    const { tf } = this;
    const { kernel, bias, features, dropout } = this.factor;
    if (features > 0) return plus(tf.matMul(tf.concat([input!, left], 1), kernel), bias, tf);
    const product = dropout
      ? tf.concat(
          this.perGate(kernel, dropout.length).map((part, gate) =>
            tf.matMul(tf.mul(left, dropout[gate]!), part),
          ),
          1,
        )
      : tf.matMul(left, kernel);
    return plus(plus(product, bias, tf), input, tf);
  }

  /** The gradient of `left`. */
  back(gradient: Tensor): Tensor {
    const { tf } = this;
    const { kernel, features, dropout } = this.factor;
    const through = (part: Tensor, factor: Tensor) => tf.matMul(part, factor, false, true);
    if (!dropout) return through(gradient, features > 0 ? tf.slice(kernel, [features, 0]) : kernel);
    const kernels = this.perGate(kernel, dropout.length);
    return this.perGate(gradient, dropout.length)
      .map((part, gate) => tf.mul(through(part, kernels[gate]!), dropout[gate]!))
      .reduce((sum, part) => tf.add(sum, part));
  }

  /** @param inputs of the same steps, where they are multiplied here. */
  gradients(steps: readonly Factors[], inputs: readonly Tensor[]): Gradients {
    const { tf } = this;
    const { kernel, bias: hasBias, features, dropout } = this.factor;
    const rows = (parts: readonly Tensor[]) => tf.concat([...parts], 0);
    const gradient = rows(steps.map((step) => step.gradient));
    const bias = hasBias && tf.sum(gradient, 0);
    if (dropout) {
      const parts = this.perGate(gradient, dropout.length);
      const kernels = dropout.map((mask, gate) =>
        tf.matMul(rows(steps.map(({ left }) => tf.mul(left, mask))), parts[gate]!, true),
      );
      return { kernel: tf.concat(kernels, 1), bias, input: undefined };
    }
    // As in `forward`: where that is still there, it is not made again.
    const left = rows(
      steps.map((step, t) => (features > 0 ? tf.concat([inputs[t]!, step.left], 1) : step.left)),
    );
    const ofInput = features > 0 ? tf.slice(kernel, [0, 0], [features, -1]) : undefined;
    return {
      kernel: tf.matMul(left, gradient, true),
      bias,
      input: ofInput && tf.matMul(gradient, ofInput, false, true),
    };
  }

  private perGate(value: Tensor, gates: number): Tensor[] {
    return this.tf.split(value, gates, 1);
  }
}

const plus = (sum: Tensor, more: Tensor | undefined, tf: Ops): Tensor => (more ? tf.add(sum, more) : sum);
