import { loadTfCpu } from '../tf.js';
import { eagerProgram } from './eager.js';
import { defineEngine } from './engine.js';

/** tfjs's kernels in plain JavaScript: slow, everywhere, and the reference that tests compare with. */
export const cpu = defineEngine({
  name: 'cpu',
  summary: 'tfjs in plain JavaScript: the reference that other engines are compared with. Slow.',
  options: { type: 'object', properties: {} },
  async load() {
    const tf = await loadTfCpu();
    return {
      version: `tfjs-backend-cpu ${tf.version_core}`,
      threads: 1,
      async compile(job) {
        await tf.setBackend('cpu');
        return eagerProgram(tf, 'cpu', job);
      },
    };
  },
});
