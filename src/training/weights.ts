import { createHash } from 'node:crypto';
import type { Layout, Weight } from '../model/weights.js';
import { viewOf } from '../model/weights.js';
import { allocateVectors, type Vectors } from '../optimizers/memory.js';

/** The vectors of weights: trained parameters, and all others. */
export interface Flat {
  readonly parameters: Float32Array;
  readonly state: Float32Array;
}

/** All numbers that training changes: parameters, their gradient and slots, and state. */
export class Weights {
  readonly vectors: Vectors;
  readonly state: Float32Array;

  constructor(
    readonly layout: Layout,
    slots: number,
  ) {
    const trained = layout.weights
      .filter((weight) => weight.trained)
      .map((weight) =>
        weight.gathered
          ? { ...weight, rowSums: { ...weight.gathered, sums: new Float32Array(weight.size) } }
          : weight,
      );
    this.vectors = allocateVectors(layout.parameters, slots, trained);
    this.state = new Float32Array(layout.state);
  }

  /** The two vectors under the names that model/ gives them. */
  get flat(): Flat {
    return { parameters: this.vectors.parameters.data, state: this.state };
  }

  view(weight: Weight): Float32Array {
    return viewOf(weight, this.flat);
  }

  gradient(weight: Weight): Float32Array {
    return this.vectors.gradient.data.subarray(weight.offset, weight.offset + weight.size);
  }

  /** Of a weight that is gathered: where a step puts the sums over its gradient's rows. */
  rowSums({ offset }: Weight): Float32Array {
    return this.vectors.ranges.find((range) => range.offset === offset)!.rowSums!.sums;
  }

  /** sha256 over all weights in the order of the model, as little-endian float32. */
  hash(): string {
    const hash = createHash('sha256');
    for (const weight of this.layout.weights) {
      const view = this.view(weight);
      hash.update(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    }
    return hash.digest('hex');
  }

  /** A copy that `restore` takes back. */
  snapshot(): Flat {
    return { parameters: this.vectors.parameters.data.slice(), state: this.state.slice() };
  }

  restore({ parameters, state }: Flat): void {
    this.vectors.parameters.data.set(parameters);
    this.state.set(state);
  }
}
