import { expect, test } from 'vitest';
import { loadOnnxruntime } from '../../src/engines/onnxruntime.js';
import { EXIT, UserError } from '../../src/errors.js';

test('a wish that is neither native nor web is a mistake of usage', async () => {
  const error = await loadOnnxruntime('wbe').catch((found: unknown) => found);
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({
    exitCode: EXIT.usage,
    message: expect.stringMatching(/"wbe", expected native or web/),
  });
});
