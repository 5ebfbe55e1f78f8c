import { configDefaults, defineConfig } from 'vitest/config';
// @ts-expect-error: plain JavaScript
import { memoryFolder } from './test/setup-folder.mjs';
// @ts-expect-error: plain JavaScript
import { bundleTfjs } from './test/setup-tfjs.mjs';
import { LongestFirst } from './test/support/order.js';

const tfjs: string = bundleTfjs();
const memory: string | undefined = memoryFolder();

/**
 * Folders whose tests leave no trace in their process (environment, working directory, signals, tfjs's backend,
 * how many tensors there are): their files run in one process, which loads the sources once.
 */
const TRACELESS = [
  'test/*.test.ts',
  'test/{activations,augmentations,callbacks,compare,constraints,datasets,experiment,graph}/**/*.test.ts',
  'test/{initializers,kernels,layers,losses,metrics,model,optimizers,parity,passes,predictions}/**/*.test.ts',
  'test/{preprocess,regularizers,schedules}/**/*.test.ts',
  // The browser is a process of its own.
  'test/report/{!(browser),*/**/*}.test.ts',
  'test/sweeps/{analysis,file,results,samplers}/**/*.test.ts',
];

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@tensorflow\/tfjs-core\/dist\/register_all_gradients\.js$/, replacement: tfjs },
      { find: /^@tensorflow\/tfjs-core$/, replacement: tfjs },
      { find: /^@tensorflow\/tfjs-backend-cpu$/, replacement: tfjs },
    ],
  },
  test: {
    env: {
      // onnxruntime's, as src/engines/onnxruntime.ts has it.
      ORT_DISABLE_TELEMETRY: '1',
      ...(memory && { TMPDIR: memory }),
    },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // By default one core stays idle, which is half of a small machine.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...TRACELESS],
        },
      },
      {
        extends: true,
        test: {
          name: 'together',
          include: TRACELESS,
          isolate: false,
          setupFiles: ['test/support/backend.ts'],
        },
      },
    ],
  },
});
