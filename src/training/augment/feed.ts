import { allocate, sizeOf } from '../../arrays.js';
import type { AugmentationStep } from '../../augmentations/chain.js';
import { gather } from '../../datasets/batches.js';
import type { Rows } from '../../datasets/dataset.js';
import { type Feed, MAX_COPIED } from '../feed.js';
import { Augmenter } from './augmenter.js';
import { Producer, workerEntry } from './producer.js';

/**
 * A feed of augmented images. What a row becomes depends on the seed, the epoch and the row alone, so a batch is the
 * same whichever thread has made it. `worker`: the file of the thread that prepares the next batch meanwhile.
 */
export function augmentedFeed(
  { x, y, w }: Rows,
  batch: number,
  steps: readonly AugmentationStep[],
  seed: number,
  worker: URL | undefined = workerEntry(),
): Feed {
  const rows = x.shape[0]!;
  const augmenter = new Augmenter(steps, { shape: x.shape.slice(1), dtype: x.dtype }, batch, seed);
  const width = augmenter.batch.length / batch;
  const targets = allocate(y.dtype, batch * sizeOf(y.shape.slice(1)));
  const weights = w && allocate(w.dtype, batch);
  // It pays with several batches an epoch, and has a copy of the rows.
  const pays = batch < rows && x.data.byteLength <= MAX_COPIED;
  const producer = worker && pays ? new Producer(worker, steps, x, batch, width, seed) : undefined;
  let order: Int32Array = Int32Array.from({ length: rows }, (_, i) => i);
  producer?.reorder(order);
  let epoch = 0;
  return {
    x: augmenter.batch,
    y: targets,
    ...(weights && { v: weights }),
    begin(next) {
      epoch = next;
      augmenter.begin(next);
    },
    fill(start, count) {
      const ready = producer?.take(epoch, start, count);
      if (ready) augmenter.batch.set(ready.subarray(0, count * width));
      else augmenter.fill(x, order, start, count);
      gather(y, order, start, count, targets);
      if (w && weights) gather(w, order, start, count, weights);
      const next = start + count;
      if (next < rows) producer?.ask(epoch, next, Math.min(batch, rows - next));
    },
    reorder(next) {
      order = next;
      producer?.reorder(next);
    },
    release: () => producer?.release(),
  };
}
