import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { Options, Part } from '../../src/experiment/part.js';

/** An array as test/parity/units/common.py writes it. */
export interface Saved {
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32';
  readonly data: number[];
}

/** What Keras gave: test/<folder>/fixtures/keras.json, or another file there, made by test/parity/units.py. */
export function keras<T>(folder: string, name = 'keras'): T {
  const path = new URL(`../${folder}/fixtures/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

export function tensor({ shape, dtype, data }: Saved): tf.Tensor {
  return tf.tensor(data, shape, dtype);
}

/** The row of a table, and the options of a case with the defaults of its schema filled in. */
export function row<P extends Part>(table: readonly P[], name: string, given: Options) {
  const part = table.find((one) => one.name === name);
  if (!part) throw new Error(`${name} is not in the table`);
  const options: Record<string, unknown> = { ...given };
  for (const [option, { default: value }] of Object.entries(part.options.properties)) {
    if (value !== undefined && !(option in options)) options[option] = value;
  }
  return { part, options };
}

/** The names of a table that no case of a fixture covers: must be none. */
export function uncovered(table: readonly Part[], cases: readonly { name: string }[]): string[] {
  const covered = new Set(cases.map((one) => one.name));
  return table.map((part) => part.name).filter((name) => !covered.has(name));
}

/** Same shape, and every value within 1e-5 relative, or 1e-6 of the scale of the values. */
export function expectClose(found: tf.Tensor, expected: Saved): void {
  expect(found.shape).toEqual(expected.shape);
  const values = found.dataSync();
  const scale = Math.max(1, ...expected.data.map(Math.abs).filter((value) => value < 1e4));
  for (const [at, value] of expected.data.entries()) {
    const error = Math.abs((values[at] as number) - value);
    const limit = 1e-5 * Math.abs(value) + 1e-6 * scale;
    if (!(error <= limit)) expect.fail(`value ${at}: found ${values[at]}, Keras has ${value}`);
  }
}

export { tf };
