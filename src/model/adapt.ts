import type { NDArray } from '../arrays.js';
import { transformAll } from '../preprocess/chain.js';
import { INPUT, type Model, type ModelLayer } from './model.js';
import type { Plan } from './plan.js';
import { viewOf } from './weights.js';

/** Whether a layer takes weights from the training inputs. */
export const adapts = ({ layer, options }: Pick<ModelLayer, 'layer' | 'options'>): boolean =>
  layer.adapts?.(options as never) === true;

/**
 * Fills the weights that layers take from the training inputs (Keras's `adapt`). `x`: the raw inputs of the training split;
 * layers see them as `data.preprocess` leaves them, and before any augmentation.
 */
export function adaptWeights(
  { model, layout, preprocess }: Plan,
  vectors: { parameters: Float32Array; state: Float32Array },
  x: NDArray,
): void {
  const adapting = model.layers.filter(adapts);
  if (adapting.length === 0) return;
  const inputs = transformAll(preprocess, x);
  for (const { name, layer, options, inputs: sources } of adapting) {
    const found = layer.adapt!(options as never, givenBy(model, sources[0]!, inputs));
    for (const [weight, values] of Object.entries(found)) {
      const place = layout.weights.find(({ key }) => key === `${name}/${weight}`);
      viewOf(place!, vectors).set(values);
    }
  }
}

/** All columns, or those of a group. */
function givenBy(model: Model, source: string, x: NDArray): NDArray {
  if (source === INPUT) return x;
  const { columns } = model.groups.find(({ name }) => name === source)!;
  const width = x.shape.at(-1)!;
  const data = new Float32Array((x.data.length / width) * columns.length);
  let to = 0;
  for (let from = 0; from < x.data.length; from += width) {
    for (const column of columns) data[to++] = x.data[from + column]!;
  }
  return { shape: [...x.shape.slice(0, -1), columns.length], dtype: 'float32', data };
}
