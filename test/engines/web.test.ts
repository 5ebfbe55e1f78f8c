import { afterAll, expect, it, vi } from 'vitest';
import { cpu } from '../../src/engines/cpu.js';
import type { Runtime } from '../../src/engines/engine.js';
import { onnx } from '../../src/engines/onnx.js';
import { loadOnnxruntime } from '../../src/engines/onnxruntime.js';
import { job } from './net.js';

// Where there is no native onnxruntime: its WebAssembly build. A file of its own, since both cannot be unloaded.
vi.stubEnv('DLX_ONNXRUNTIME', 'web');
afterAll(() => vi.unstubAllEnvs());

it('is asked for by DLX_ONNXRUNTIME', async () => {
  const { native, version } = await loadOnnxruntime();
  expect(native).toBe(false);
  expect(version).toMatch(/^onnxruntime-web \d+\.\d+/);
});

it('computes a step as the reference does, run after run', async () => {
  const runs = [];
  for (const runtime of [await onnx.load({ threads: 1 }), await cpu.load({})] as Runtime[]) {
    const one = job('train');
    const program = await runtime.compile(one);
    await program.run();
    one.weights.vectors.gradient.data.fill(0);
    await program.run();
    runs.push({ gradient: [...one.weights.vectors.gradient.data], sums: [...program.outputs.get('sums')!] });
    await program.release();
  }
  const [found, expected] = runs;
  for (const key of ['gradient', 'sums'] as const) {
    for (const [i, value] of expected![key].entries()) {
      expect(Math.abs(found![key][i]! - value), `${key}[${i}]`).toBeLessThanOrEqual(
        1e-6 + 1e-5 * Math.abs(value),
      );
    }
  }
});
