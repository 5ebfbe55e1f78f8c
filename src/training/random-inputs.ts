import { sizeOf } from '../arrays.js';
import type { RandomLaw } from '../layers/layer.js';
import type { Model } from '../model/model.js';
import { keyOf, Stream } from '../random.js';
import { instantiate } from '../wasm.js';

interface DropoutKernel {
  dropout(target: number, count: number, key0: number, key1: number, bound: number, scale: number): void;
}

/** A buffer that is filled anew for every step, from a stream keyed by (seed, layer, step). */
export interface RandomInput {
  /** `r:<layer>/<name>`, as in model/step.ts. */
  readonly name: string;
  readonly data: Float32Array;
  /** `step` counts from 0 over the whole training. */
  fill(seed: number, step: number): void;
}

/** The random inputs of a training step, in one WebAssembly memory. */
export function randomInputs(model: Model, batch: number): RandomInput[] {
  const wanted = model.layers.flatMap(({ name, built }) =>
    (built.random ?? []).map((spec) => ({
      name: `r:${name}/${spec.name}`,
      law: spec.distribution,
      size: sizeOf(spec.shape(batch)),
    })),
  );
  if (wanted.length === 0) return [];
  // Rounded up to cache lines, which is also what the kernel fills at a time.
  const room = (size: number) => Math.ceil(size / 16) * 16;
  const total = wanted.reduce((sum, { size }) => sum + room(size), 0);
  const { memory, exports } = instantiate<DropoutKernel>(4 * total);
  let end = 0;
  return wanted.map(({ name, law, size }) => {
    const address = 4 * end;
    end += room(size);
    const data = new Float32Array(memory, address, size);
    // A rate of 1 keeps nothing: there is no bound below the smallest word.
    if (law.kind !== 'dropout' || law.keep <= 0) {
      return { name, data, fill: (seed, step) => draw(law, data, new Stream(seed, name, step)) };
    }
    // A word is below keep * 2^32 where it is at most this.
    const bound = Math.ceil(law.keep * 2 ** 32) - 1;
    return {
      name,
      data,
      fill(seed, step) {
        const [key0, key1] = keyOf(seed, name, step);
        exports.dropout(address, room(size), key0, key1, bound, 1 / law.keep);
      },
    };
  });
}

/** One value of the law for every element. */
export function draw(law: RandomLaw, out: Float32Array, stream: Stream): void {
  if (law.kind === 'dropout') {
    const limit = law.keep * 2 ** 32;
    const scale = 1 / law.keep;
    for (let i = 0; i < out.length; i++) out[i] = stream.uint32() < limit ? scale : 0;
  } else if (law.kind === 'uniform') {
    for (let i = 0; i < out.length; i++) out[i] = law.min + (law.max - law.min) * stream.uniform();
  } else {
    for (let i = 0; i < out.length; i++) out[i] = law.mean + law.stddev * stream.normal();
  }
}
