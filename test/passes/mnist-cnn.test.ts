import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { showModel } from '../../src/inspect.js';

const file = fileURLToPath(new URL('../../experiments/mnist-cnn.yaml', import.meta.url));
const graph = (await showModel(file)).graph();

describe('the training step of mnist-cnn', () => {
  it('is this graph', async () => {
    expect(await graph).toMatchSnapshot();
  });

  it('keeps one layout: images change it only where they are flattened and for the gradient of filters', async () => {
    const transposed = (await graph).split('\n').filter((line) => line.includes(' = Transpose('));
    const shapes = transposed.map((line) => /\[([\d,]*)\] {2}#/.exec(line)![1]!.split(',').map(Number));
    const images = shapes.filter((shape) => shape.includes(128) && shape.length === 4);
    const filters = shapes.filter((shape) => !images.includes(shape));
    expect(images.map(String).sort(), 'of images').toEqual(
      ['128,12,12,64', '128,26,26,32', '128,64,12,12', '64,128,24,24'].sort(),
    );
    expect(filters.length, 'of filters').toBeLessThanOrEqual(4);
  });
});
