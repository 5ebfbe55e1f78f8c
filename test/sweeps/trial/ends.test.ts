import { expect, test } from 'vitest';
import { ioError } from '../../../src/disk/io-error.js';
import { RefusedGraph } from '../../../src/engines/onnx.js';
import { EXIT, UserError } from '../../../src/errors.js';
import { failedWith, OtherExperiment } from '../../../src/sweeps/trial/ends.js';
import { MissingKernel } from '../../../src/trace/trace.js';

const system = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' });
const engine = (cause?: unknown) => new UserError({ message: 'engine' }, EXIT.io, cause);

test.each([
  ['a graph that onnxruntime refuses', engine(new RefusedGraph(new Error('Concat'))), EXIT.io],
  ['a kernel that is missing', engine(new MissingKernel('Erf', 'dense')), EXIT.io],
  ['a loss that is NaN', new UserError({ message: 'NaN' }, EXIT.training), EXIT.training],
  ['values that do not fit', new UserError({ message: 'units' }), EXIT.usage],
  ['a run in use', new UserError({ message: 'in use' }, EXIT.busy), EXIT.busy],
  ['a bug', new TypeError('engine'), EXIT.bug],
])('%s is of one trial', (_name, error, exit_code) => {
  expect(failedWith(error, undefined)).toEqual({
    status: 'failed',
    run: null,
    data_hash: null,
    epochs: 0,
    final: {},
    seconds: null,
    error: { message: error.message, exit_code },
  });
});

test.each([
  ['a full disk', ioError(system, 'write', '/runs')],
  ['a system call', system],
  ['an engine that is not there', engine()],
  ['a package that is not there', engine(new Error('Cannot find package'))],
  ['another dlx', new OtherExperiment({ message: 'other' })],
])('%s is of all', (_name, error) => {
  expect(() => failedWith(error, undefined)).toThrow(error as Error);
});
