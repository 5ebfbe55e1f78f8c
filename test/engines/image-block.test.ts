import { describe, expect, it } from 'vitest';
import { blockOf, imageBlock } from '../../src/engines/image-block.js';
import { loadOnnxruntime } from '../../src/engines/onnxruntime.js';

/** [channels, 2 pixels] -> [channels / block, 2, block], element by element. */
function reordered(channels: number, block: number): Float32Array {
  const out: number[] = [];
  for (let first = 0; first < channels; first += block)
    for (const pixel of [0, 1])
      for (let channel = first; channel < first + block; channel++) out.push(2 * channel + pixel);
  return Float32Array.from(out);
}

describe('the block of an image', () => {
  it.each([4, 8, 16, 32])('is read from what was reordered: %i', (block) => {
    expect(blockOf(reordered(64, block))).toBe(block);
  });

  it('is undefined where nothing is reordered, or otherwise', () => {
    expect(blockOf(reordered(64, 1))).toBeUndefined();
    expect(blockOf(reordered(64, 64).fill(0))).toBeUndefined();
    const odd = reordered(64, 8);
    [odd[20], odd[21]] = [odd[21]!, odd[20]!];
    expect(blockOf(odd)).toBeUndefined();
  });

  it.skipIf(process.arch !== 'x64')('is 8 or 16 on x64', async () => {
    expect([8, 16]).toContain(await imageBlock(await loadOnnxruntime('native')));
  });

  it('is undefined in WebAssembly', async () => {
    expect(await imageBlock(await loadOnnxruntime('web'))).toBeUndefined();
  });
});
