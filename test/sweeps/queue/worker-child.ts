import { localExecutor } from '../../../src/sweeps/local/pool.js';
import { serve } from '../../../src/sweeps/queue/serve.js';
import { openStore } from '../../../src/sweeps/store/index.js';

/*
 * `dlx worker`, but for the time after which a worker that is not heard of is taken for dead: a test cannot wait so long.
 * Bundled beside what trains.
 */
const [queue, place] = process.argv.slice(2);
const controller = new AbortController();
process.on('SIGTERM', () => controller.abort());
await serve({
  queue: queue!,
  store: await openStore(place!, {}),
  runsDir: 'runs',
  workers: 1,
  executor: (runsDir, workers) => localExecutor({ runsDir, workers }),
  listener: { ready() {}, began() {}, ended() {}, back() {} },
  signal: controller.signal,
  note() {},
  lock: 1500,
});
