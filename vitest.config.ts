import { defineConfig } from 'vitest/config';
// @ts-expect-error: plain JavaScript
import { bundleTfjs } from './test/setup-tfjs.mjs';

const tfjs: string = bundleTfjs();

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@tensorflow\/tfjs-core\/dist\/register_all_gradients\.js$/, replacement: tfjs },
      { find: /^@tensorflow\/tfjs-core$/, replacement: tfjs },
      { find: /^@tensorflow\/tfjs-backend-cpu$/, replacement: tfjs },
    ],
  },
  test: {
    // onnxruntime's, as src/engines/onnxruntime.ts has it.
    env: { ORT_DISABLE_TELEMETRY: '1' },
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // By default one core stays idle, which is half of a small machine.
    maxWorkers: '100%',
  },
});
