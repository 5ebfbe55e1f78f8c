import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { showModel } from '../../src/inspect.js';

const file = fileURLToPath(new URL('../../experiments/mnist-mlp.yaml', import.meta.url));

describe('the training step of mnist-mlp', () => {
  it('is this graph', async () => {
    const shown = await showModel(file);
    expect(await shown.graph()).toMatchSnapshot();
  });

  it('has few operations, and large tensors are touched only where they must be', async () => {
    const lines = (await (await showModel(file)).graph()).split('\n');
    const nodes = lines.filter((line) => / = \w+\(/.test(line));
    expect(nodes.length).toBeLessThanOrEqual(28);
  });
});
