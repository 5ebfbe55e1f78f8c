import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { NDArray } from '../../arrays.js';
import type { AugmentationStep } from '../../augmentations/chain.js';
import { AT, type Job, STATE } from './protocol.js';
import { sharedCopy } from './shared.js';

/** Milliseconds after which a worker that has begun a batch is taken for dead. */
const PATIENCE = 5000;

/** Prepares batches on another thread. Whatever becomes of that thread, the work can be done without it. */
export class Producer {
  private readonly control: Int32Array<SharedArrayBuffer>;
  private readonly order: Int32Array;
  private readonly result: Float32Array;
  private worker: Worker | undefined;
  /** What has been asked for. */
  private asked = '';

  constructor(
    entry: URL,
    steps: readonly AugmentationStep[],
    x: NDArray,
    batch: number,
    width: number,
    seed: number,
    private readonly patience = PATIENCE,
  ) {
    const job: Job = {
      seed,
      steps: steps.map(({ part, options }) => ({ [part.name]: options })),
      batch,
      x: { shape: x.shape, dtype: x.dtype, data: sharedCopy(x.data, x.dtype) },
      order: new SharedArrayBuffer(4 * x.shape[0]!),
      result: new SharedArrayBuffer(4 * batch * width),
      control: new SharedArrayBuffer(16),
    };
    this.control = new Int32Array(job.control);
    this.order = new Int32Array(job.order);
    this.result = new Float32Array(job.result);
    this.worker = start(entry, job);
    this.worker?.on('error', () => this.release());
  }

  /** The order for requests to come; none may be open. */
  reorder(order: Int32Array): void {
    this.settle();
    this.order.set(order);
  }

  /** Asks for the rows order[start .. start + count] of an epoch. */
  ask(epoch: number, start: number, count: number): void {
    if (!this.worker) return;
    this.control[AT.epoch] = epoch;
    this.control[AT.start] = start;
    this.control[AT.count] = count;
    this.asked = `${epoch} ${start} ${count}`;
    Atomics.store(this.control, AT.state, STATE.asked);
    Atomics.notify(this.control, AT.state);
  }

  /** The batch, if just this was asked for and is being prepared or ready; valid until the next request. */
  take(epoch: number, start: number, count: number): Float32Array | undefined {
    const done = this.settle();
    return done && this.asked === `${epoch} ${start} ${count}` ? this.result : undefined;
  }

  /** Waits for a request that has been taken, takes back one that has not. Whether there is a result. */
  private settle(): boolean {
    const { control } = this;
    if (!this.worker) return false;
    const before = Atomics.compareExchange(control, AT.state, STATE.asked, STATE.idle);
    if (
      before === STATE.taken &&
      Atomics.wait(control, AT.state, STATE.taken, this.patience) === 'timed-out'
    ) {
      this.release();
      return false;
    }
    return Atomics.compareExchange(control, AT.state, STATE.done, STATE.idle) === STATE.done;
  }

  release(): void {
    Atomics.store(this.control, AT.state, STATE.stop);
    Atomics.notify(this.control, AT.state);
    this.worker = undefined;
  }
}

/** Undefined where threads are not permitted. */
function start(entry: URL, workerData: Job): Worker | undefined {
  try {
    const worker = new Worker(entry, { workerData, execArgv: [], stdout: true, stderr: true });
    // A process that is done does not wait for it.
    worker.unref();
    return worker;
  } catch {
    return undefined;
  }
}

/** The worker beside the bundle that this file is part of (its name there: scripts/build.mjs); undefined where the sources run as they are. */
export function workerEntry(): URL | undefined {
  const entry = new URL('./augment-worker.js', import.meta.url);
  return existsSync(entry) ? entry : undefined;
}
