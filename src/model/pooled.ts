import { INPUT, type Model } from './model.js';
import type { Plan } from './plan.js';

/**
 * Whether the loss of a batch is something else than the mean of what its rows have alone: a mean over the steps that a
 * mask leaves, say, or a sum. The loss of a split then depends on the batches in which it is evaluated.
 */
export function isPooled({ model, heads, weighted }: Plan): boolean {
  const masked = maskedLayers(model);
  return heads.some(({ loss }, i) => {
    const { reduction } = loss.options;
    if (reduction === 'sum') return true;
    if (reduction === 'mean_with_sample_weight' && weighted === 'all') return true;
    return (loss.part.pooled?.(loss.options as never) ?? false) || masked.has(model.outputs[i]!.name);
  });
}

/**
 * The layers whose outputs may have a mask that hides items of their losses. A mask keeps the axes with which it was made,
 * all but the last of that layer's output; what has no more axes than a mask, as one vector behind a recurrent layer, has none.
 */
function maskedLayers(model: Model): ReadonlySet<string> {
  const ranks = new Map<string, number>([[INPUT, 0]]);
  for (const { name, layer, options, inputs, built } of model.layers) {
    const rank = built.output.shape.length;
    const own = layer.masks?.(options as never) ? rank - 1 : 0;
    const mask = layer.mask ? Math.max(own, ...inputs.map((source) => ranks.get(source) ?? 0)) : 0;
    ranks.set(name, mask < rank ? mask : 0);
  }
  return new Set([...ranks].filter(([, mask]) => mask > 0).map(([name]) => name));
}
