import { describe, expect, it } from 'vitest';
import type { Spec } from '../../src/arrays.js';
import { metrics } from '../../src/metrics/index.js';
import { row } from '../support/keras.js';

const out = (...shape: number[]): Spec => ({ shape, dtype: 'float32' });
const NUMBER: Spec = { shape: [], dtype: 'int32' };
const VALUE: Spec = { shape: [], dtype: 'float32' };

function misfit(name: string, output: Spec, target: Spec): string | undefined {
  const { part, options } = row(metrics, name, {});
  return part.misfit(options, { output, target, activation: 'linear' });
}

describe('metrics that do not fit say why', () => {
  it.each<[string, Spec, Spec, RegExp]>([
    ['accuracy', out(3), VALUE, /class numbers.*float32.*mean_absolute_error/],
    ['accuracy', out(4), out(3), /one shape.*output 4.*target 3/],
    ['accuracy', out(5, 3), NUMBER, /output 5x3.*target \(\)/],
    ['binary_accuracy', out(3), NUMBER, /output 3/],
    ['categorical_accuracy', out(3), NUMBER, /one-hot.*class numbers.*data\.target/],
    ['sparse_categorical_accuracy', out(3), out(3), /class numbers.*one-hot.*categorical_accuracy/],
    ['mean_squared_error', out(3), VALUE, /output 3.*single value.*units: 1/],
    ['mean_absolute_error', out(2), out(4), /units: 4/],
    ['mean_absolute_percentage_error', out(2), out(4), /units: 4/],
    ['root_mean_squared_error', out(2), out(4), /units: 4/],
  ])('%s of %o for %o', (name, output, target, message) => {
    expect(misfit(name, output, target)).toMatch(message);
  });
});
