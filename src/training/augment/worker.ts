// The thread that prepares the next augmented batch while the training thread runs a step.
import { workerData } from 'node:worker_threads';
import { augmentations } from '../../augmentations/index.js';
import { pick } from '../../experiment/part.js';
import { Augmenter } from './augmenter.js';
import { AT, type Job, STATE } from './protocol.js';
import { over } from './shared.js';

serve(workerData as Job);

function serve(job: Job): void {
  const { shape, dtype } = job.x;
  const x = { shape, dtype, data: over(dtype, job.x.data) };
  const steps = job.steps.map((choice) => pick(augmentations, choice));
  const augmenter = new Augmenter(steps, { shape: shape.slice(1), dtype }, job.batch, job.seed);
  const order = new Int32Array(job.order);
  const result = new Float32Array(job.result);
  const control = new Int32Array(job.control);
  const width = augmenter.batch.length / job.batch;
  let epoch = -1;
  while (true) {
    const state = Atomics.load(control, AT.state);
    if (state === STATE.stop) return;
    if (Atomics.compareExchange(control, AT.state, STATE.asked, STATE.taken) !== STATE.asked) {
      Atomics.wait(control, AT.state, state);
      continue;
    }
    const [, asked, start, count] = control as unknown as [number, number, number, number];
    if (asked !== epoch) augmenter.begin(asked);
    epoch = asked;
    augmenter.fill(x, order, start, count);
    result.set(augmenter.batch.subarray(0, count * width));
    // Not after `stop`, which may have come meanwhile.
    Atomics.compareExchange(control, AT.state, STATE.taken, STATE.done);
    Atomics.notify(control, AT.state);
  }
}
