import type { Tensor } from 'onnxruntime-common';
import { expect, it } from 'vitest';
import type { TypedArray } from '../../src/arrays.js';
import { type LoadedRuntime, loadOnnxruntime } from '../../src/engines/onnxruntime.js';
import { convolutions } from './cases/convolutions.js';
import { pools } from './cases/pools.js';
import { resizes } from './cases/resizes.js';
import { bytesOf, differences, lowered, onCpu, type Plain } from './compiled.js';

const web: LoadedRuntime = await loadOnnxruntime('web');

/** A graph of one output in the WebAssembly build of onnxruntime. */
async function runOnWeb(
  graph: Awaited<ReturnType<typeof lowered>>,
  inputs: readonly Plain[],
): Promise<Plain[]> {
  const { InferenceSession, Tensor } = web.ort;
  const session = await InferenceSession.create(bytesOf(graph), { executionProviders: ['wasm'] });
  const feeds = inputs.map(({ dtype, data, shape }, i) => [
    `x${i}`,
    new Tensor(dtype as 'float32', data as Float32Array, shape),
  ]);
  const { y0 } = (await session.run(Object.fromEntries(feeds))) as { y0: Tensor };
  await session.release();
  return [{ dtype: y0.type as Plain['dtype'], shape: [...y0.dims], data: y0.data as TypedArray }];
}

const rows = Object.entries({ ...convolutions, ...pools, ...resizes });

// Where there is no native onnxruntime; its WebAssembly build need not have every operator.
it.each(rows)('%s computes the same in WebAssembly', async (_kernel, cases) => {
  for (const { about = '', inputs, f, oracle = f, relative, absolute } of cases) {
    const found = await runOnWeb(await lowered(f, inputs), inputs);
    expect(differences(found, onCpu(oracle, inputs), relative, absolute), about).toEqual([]);
  }
});
