import { beforeEach, describe, expect, it } from 'vitest';
import { compileGraph } from '../../src/engines/compile.js';
import { EXIT, UserError } from '../../src/errors.js';
import { withGradient } from '../../src/gradient.js';
import { printGraph } from '../../src/graph/print.js';
import type { Ops, Tensor } from '../../src/tf.js';
import { MissingKernel, type Traceable, trace } from '../../src/trace/trace.js';
import { tf } from '../kernels/compiled.js';

const x = { name: 'x', shape: [2, 3], dtype: 'float32' } as const;
/** Has no row in the table. */
const unknown = (ops: Ops, value: Tensor) => ops.unique(value).values;
const failing: Traceable = (ops, inputs) => ({ y: unknown(ops, inputs.x!) });

beforeEach(async () => {
  await tf.setBackend('cpu');
});

describe('a trace', () => {
  it('holds kernels, constants and scopes', async () => {
    const graph = await trace(tf, [x], (ops, inputs, { within }) => {
      const scaled = within('scale', () => ops.mul(inputs.x!, [1, 2, 3]));
      return { y: within('sum', () => ops.sum(scaled, 1)) };
    });
    expect(printGraph(graph)).toMatchInlineSnapshot(`
      "%0 = input "x" : float32[2,3]
      %1 = constant [1, 2, 3] : float32[3]
      %2 = Multiply(%0, %1) : float32[2,3]  # scale
      %3 = Sum(%2) {axis: 1, keepDims: false} : float32[2]  # sum
      return "y" = %3
      "
    `);
  });

  it('takes raw bytes as int32, as tfjs has them', async () => {
    const graph = await trace(tf, [{ ...x, dtype: 'uint8' }], (ops, inputs) => {
      expect(inputs.x!.dtype).toBe('int32');
      return { y: ops.cast(inputs.x!, 'float32') };
    });
    expect(graph.inputs[0]!.value.dtype).toBe('uint8');
    expect(graph.nodes.map(({ op, attributes }) => [op, attributes.dtype])).toEqual([
      ['Cast', 'int32'],
      ['Cast', 'float32'],
    ]);
  });

  it('keeps inputs that are not used', async () => {
    const graph = await trace(tf, [x, { ...x, name: 'unused' }], (ops, inputs) => ({
      y: ops.neg(inputs.x!),
    }));
    expect(graph.inputs.map(({ name }) => name)).toEqual(['x', 'unused']);
  });

  it('files gradients under the layer that they derive', async () => {
    const graph = await trace(tf, [x], (ops, inputs, { within, forwardDone }) => {
      const loss = (value: Tensor) => {
        const a = within('a', () => ops.tanh(value));
        const b = within('b', () => ops.sigmoid(a));
        const sum = within('loss', () => ops.sum(b));
        forwardDone();
        return sum;
      };
      return { g: ops.grad(loss)(inputs.x!) };
    });
    const scopes = (op: string) => graph.nodes.filter((node) => node.op === op).map(({ scope }) => scope);
    expect(scopes('Tanh')).toEqual(['a']);
    // tanh' = 1 - y^2 and sigmoid' = y * (1 - y), each times dy.
    expect(scopes('Square')).toEqual(['a']);
    const afterwards = graph.nodes.slice(graph.nodes.findIndex(({ op }) => op === 'Sum') + 1);
    const named = afterwards.map(({ scope }) => scope).filter((scope) => scope !== '');
    expect([...new Set(named)]).toEqual(['loss', 'b', 'a']);
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await trace(tf, [x], (ops, inputs) => ({ y: ops.add(ops.exp(inputs.x!), 1) }));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('takes its turn', async () => {
    const graphs = await Promise.all(
      ['neg', 'exp', 'tanh'].map((op) =>
        trace(tf, [x], (ops, inputs) => ({ y: ops[op as 'neg'](inputs.x!) })),
      ),
    );
    expect(graphs.map(({ nodes }) => nodes[0]!.op)).toEqual(['Neg', 'Exp', 'Tanh']);
    expect(tf.getBackend()).toBe('cpu');
  });
});

describe('a trace refuses', () => {
  it('a number that changes from one trace to the next', async () => {
    let calls = 0;
    const leaking: Traceable = (ops, inputs) => ({ y: ops.add(inputs.x!, calls++) });
    await expect(trace(tf, [x], leaking)).rejects.toThrow('two traces of one step differ');
  });

  it('such a number deep in a long constant', async () => {
    let calls = 0;
    const leaking: Traceable = (ops, inputs) => {
      const numbers = new Float32Array(600);
      numbers[599] = calls++;
      return { y: ops.add(ops.sum(inputs.x!), ops.tensor(numbers)) };
    };
    await expect(trace(tf, [x], leaking)).rejects.toThrow('two traces of one step differ');
  });

  it.each(['dataSync', 'arraySync'] as const)('reading a tensor with %s', async (read) => {
    const reading: Traceable = (ops, inputs, { within }) => {
      const first = within('peek', () => Number((inputs.x![read]() as number[])[0]));
      return { y: ops.add(inputs.x!, first) };
    };
    await expect(trace(tf, [x], reading)).rejects.toThrow(
      /^peek read the numbers of a tensor .* while it was traced/,
    );
  });

  it('a tensor of another backend', async () => {
    const outside = tf.tensor([1, 2, 3]);
    await expect(trace(tf, [x], (ops, inputs) => ({ y: ops.add(inputs.x!, outside) }))).rejects.toThrow(
      'a tensor made outside of the trace was used in it',
    );
    outside.dispose();
  });

  it('a kernel without a row, by the name of its layer', async () => {
    const missing: Traceable = (ops, inputs, { within }) => ({
      y: within('arc', () => unknown(ops, inputs.x!)),
    });
    await expect(trace(tf, [x], missing)).rejects.toThrow(MissingKernel);
    await expect(trace(tf, [x], missing)).rejects.toMatchObject({ kernel: 'Unique', scope: 'arc' });
  });

  it('a kernel without a row in a gradient, by the layer that it derives', async () => {
    const missing: Traceable = (ops, inputs, { within, forwardDone }) => {
      const loss = (value: Tensor) => {
        const there = (input: Tensor) => ({
          value: ops.clone(input),
          saved: [],
          gradient: (dy: Tensor) => unknown(ops, dy),
        });
        const rows = within('embed', () => withGradient(value, ops, there));
        const sum = within('loss', () => ops.sum(rows));
        forwardDone();
        return sum;
      };
      return { g: ops.grad(loss)(inputs.x!) };
    };
    const error = await trace(tf, [x], missing).catch((caught: MissingKernel) => caught);
    expect(error).toMatchObject({ kernel: 'Unique', scope: 'embed' });
  });
});

describe('after an error', () => {
  it('tfjs computes as before, and so does the next trace', async () => {
    const before = tf.memory().numTensors;
    const inGradient: Traceable = (ops, inputs) => ({
      g: ops.grad((value: Tensor) => unknown(ops, value))(inputs.x!),
    });
    await expect(trace(tf, [x], failing)).rejects.toThrow(MissingKernel);
    await expect(trace(tf, [x], inGradient)).rejects.toThrow(MissingKernel);
    expect(tf.getBackend()).toBe('cpu');
    expect(tf.memory().numTensors).toBe(before);
    const gradient = tf.tidy(() =>
      tf
        .grad((value: Tensor) => tf.square(value))(tf.tensor([3]))
        .arraySync(),
    );
    expect(gradient).toEqual([6]);
    const graph = await trace(tf, [x], (ops, inputs) => ({ y: ops.neg(inputs.x!) }));
    expect(graph.nodes).toHaveLength(1);
  });

  it('of a missing kernel, the user learns the layer, the kernel and the engines that have it', async () => {
    const missing: Traceable = (ops, inputs, { within }) => ({
      y: within('arc', () => unknown(ops, inputs.x!)),
    });
    const error = await compileGraph('mine train 2', [x], missing).catch((caught: UserError) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).exitCode).toBe(EXIT.io);
    expect((error as UserError).message).toMatchInlineSnapshot(`
      "engine onnx cannot compile mine train 2: layer arc needs the tfjs kernel Unique, which has no lowering to ONNX
        hint: the engines cpu and tfjs-node have it: --engine cpu"
    `);
  });
});
