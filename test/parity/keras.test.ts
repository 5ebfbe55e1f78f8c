import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runFile } from '../pipeline/run.js';

const here = dirname(fileURLToPath(import.meta.url));
const cases = readdirSync(join(here, 'cases')).map((file) => file.replace('.yaml', ''));

/** What Keras gave; see README.md beside this. */
interface Golden {
  readonly history: { readonly [name: string]: readonly number[] };
  readonly test: { readonly [name: string]: number };
  readonly params: number;
}

/** Of losses; metrics may differ by a row that lies on a threshold. */
const TOLERANCE = 1e-4;

describe.each(['onnx', 'cpu'])('%s agrees with Keras', (engine) => {
  test.each(cases)('%s', async (name) => {
    const golden = JSON.parse(readFileSync(join(here, 'golden', `${name}.json`), 'utf8')) as Golden;
    const { record, epochs } = await runFile(join(here, 'cases', `${name}.yaml`), `engine=${engine}`);
    expect(record.parameters).toBe(golden.params);
    expect(epochs).toHaveLength(golden.history.loss!.length);
    for (const [key, values] of Object.entries(golden.history)) {
      for (const [i, value] of values.entries())
        close(Number(epochs[i]![key]), value, `${key} of epoch ${i + 1}`);
    }
    for (const [key, value] of Object.entries(golden.test)) {
      close(record.metrics.final.test![key]!, value, `test ${key}`);
    }
  });
});

function close(found: number, expected: number, what: string): void {
  const difference = Math.abs(found - expected) / Math.max(Math.abs(expected), 1e-3);
  expect(difference, `${what}: found ${found}, Keras has ${expected}`).toBeLessThan(TOLERANCE);
}
