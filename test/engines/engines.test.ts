import { afterAll, describe, expect, it, vi } from 'vitest';
import type { TypedArray } from '../../src/arrays.js';
import type { Runtime } from '../../src/engines/engine.js';
import { engines } from '../../src/engines/index.js';
import { EXIT, UserError } from '../../src/errors.js';
import { job, small } from './net.js';

const load = (name: string, options = {}): Promise<Runtime> =>
  engines.find((one) => one.name === name)!.load(options as never);

/** An engine where it is installed; else the reason why it is not. */
async function usable(name: string): Promise<Runtime | UserError> {
  return load(name).catch((error: unknown) => {
    if (error instanceof UserError) return error;
    throw error;
  });
}

/** The outputs of one run, copied. */
async function outputs(runtime: Runtime, kind: 'train' | 'evaluate'): Promise<Record<string, number[]>> {
  const program = await runtime.compile(job(kind));
  await program.run();
  const found = Object.fromEntries([...program.outputs].map(([name, data]) => [name, [...data]]));
  await program.release();
  return found;
}

afterAll(() => vi.unstubAllEnvs());

const reference = await load('cpu');

describe.each(engines.map(({ name }) => name))('engine %s', async (name) => {
  const runtime = await usable(name);
  const missing = runtime instanceof UserError;

  it.runIf(missing)('says what to install', () => {
    const error = runtime as UserError;
    expect(error.exitCode).toBe(EXIT.io);
    expect(error.message).toMatch(new RegExp(`^engine ${name} cannot be loaded: .+\\n {2}hint: .+`));
    expect(error.message.split('\n')).toHaveLength(2);
  });

  describe.skipIf(missing)('computes', () => {
    const engine = runtime as Runtime;

    it('with a version and a number of threads', () => {
      expect(engine.version).toMatch(/^\S+ \d+\.\d+/);
      expect(engine.threads).toBeGreaterThanOrEqual(0);
    });

    it.each(['train', 'evaluate'] as const)('a step that agrees with the reference: %s', async (kind) => {
      const [found, expected] = [await outputs(engine, kind), await outputs(reference, kind)];
      expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
      for (const [key, values] of Object.entries(expected)) {
        for (const [i, value] of values.entries()) {
          const error = Math.abs(found[key]![i]! - value);
          expect(error, `${key}[${i}]: ${found[key]![i]}, not ${value}`).toBeLessThanOrEqual(
            1e-6 + 1e-5 * Math.abs(value),
          );
        }
      }
    });

    it('the same numbers at every run', async () => {
      expect(await outputs(engine, 'train')).toEqual(await outputs(engine, 'train'));
    });

    it('from and into the buffers of the job, the same ones at every run', async () => {
      const one = small();
      const program = await engine.compile(one);
      (one.from.x as Float32Array).set([1, 2, 3, 4]);
      await program.run();
      const z = program.outputs.get('z') as TypedArray;
      expect(program.outputs.get('y')).toBe(one.to.y);
      expect([...one.to.y!, ...z]).toEqual([2, 3, 4, 5, 10]);
      (one.from.x as Float32Array).set([5, 6, 7, 8]);
      await program.run();
      expect(program.outputs.get('z')).toBe(z);
      expect([...one.to.y!, ...z]).toEqual([6, 7, 8, 9, 26]);
      await program.release();
    });

    it('gradients straight into the flat vector, with gaps left alone', async () => {
      const one = job('train');
      const program = await engine.compile(one);
      const gradient = one.weights.vectors.gradient.data;
      gradient.fill(7);
      await program.run();
      const inside = new Set(
        one.weights.layout.weights.flatMap(({ offset, size }) =>
          Array.from({ length: size }, (_, i) => offset + i),
        ),
      );
      expect([...gradient].filter((value, i) => !inside.has(i) && value !== 7)).toEqual([]);
      expect([...gradient].filter((value, i) => inside.has(i) && value === 7)).toEqual([]);
      await program.release();
    });

    it.runIf(name === 'onnx')('nothing once it is released', async () => {
      const program = await engine.compile(small());
      await program.run();
      await program.release();
      await expect(program.run()).rejects.toThrow();
    });

    it('two programs side by side, compiled at once', async () => {
      const [a, b] = await Promise.all([engine.compile(job('train')), engine.compile(job('evaluate'))]);
      await a!.run();
      await b!.run();
      expect(a!.outputs.get('sums')).toHaveLength(3);
      expect(b!.outputs.get('sums')).toHaveLength(3);
      await a!.release();
      await b!.release();
    });

    it('NaN for NaN', async () => {
      const one = job('train');
      (one.from.x as Float32Array)[0] = Number.NaN;
      const program = await engine.compile(one);
      await program.run();
      expect(program.outputs.get('sums')![0]).toBeNaN();
      await program.release();
    });
  });
});

describe('a wish that cannot be met', () => {
  it('DLX_ONNXRUNTIME', async () => {
    vi.stubEnv('DLX_ONNXRUNTIME', 'gpu');
    const error = await usable('onnx');
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).exitCode).toBe(EXIT.usage);
    expect((error as UserError).message).toMatchInlineSnapshot(`
      "found DLX_ONNXRUNTIME="gpu", expected native or web
        hint: unset it to use the native runtime where there is one"
    `);
    vi.unstubAllEnvs();
  });
});
