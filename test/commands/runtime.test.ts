import { expect, test } from 'vitest';
import { runtimeNote } from '../../src/commands/present/runtime.js';

const web = { versions: { 'onnxruntime-web': '1.30.0' }, platform: 'linux-x64' };
const native = { versions: { 'onnxruntime-node': '1.30.0' }, platform: 'linux-x64' };

test('says that WebAssembly computed, unless it was asked for', () => {
  expect(runtimeNote(web, undefined)).toMatch(
    /onnxruntime-web 1\.30\.0.*does not run on linux-x64.*--ignore-scripts/,
  );
  expect(runtimeNote(web, 'web')).toBeUndefined();
  expect(runtimeNote(native, undefined)).toBeUndefined();
});
