import type { Ops, Tensor } from '../../tf.js';
import type { Gate } from './gate.js';
import type { Factors, Product } from './product.js';

/** The activations of a cell. */
export interface Gates {
  readonly activation: Gate;
  readonly recurrent: Gate;
}

/** What a step makes: the new state, of which the first part is the output, and what the way back needs. */
export interface Step {
  readonly state: readonly Tensor[];
  readonly kept: readonly Tensor[];
}

export interface Back {
  /** Of the projected input, or of the product where input and state are joined. */
  readonly input: Tensor;
  /** Of the state before the step. */
  readonly state: readonly Tensor[];
  /** For every product of the recurrent kernel. */
  readonly factors: readonly Factors[];
}

/**
 * One step of a recurrent layer, there and back, on tensors [batch, units]. The input comes projected: x · kernel +
 * bias, [batch, gates · units], one product for all steps; or, to a cell that joins, as it is: what to do with it is the
 * product's matter.
 */
export interface Cell {
  /** Keras's name of it, which is part of its weights' names. */
  readonly name: string;
  readonly gates: number;
  /** Parts of the state. */
  readonly states: number;
  /** The input goes nowhere but into the first product, which then can be one of (input, state). */
  readonly joins: boolean;
  /** Gates of each product of the recurrent kernel, which is cut along its columns. */
  readonly products: readonly number[];
  forward(input: Tensor, state: readonly Tensor[], products: readonly Product[], gates: Gates, tf: Ops): Step;
  /** `gradient`: of the state after the step; `state`: that before it. */
  back(
    gradient: readonly Tensor[],
    state: readonly Tensor[],
    kept: readonly Tensor[],
    products: readonly Product[],
    gates: Gates,
    tf: Ops,
  ): Back;
}
