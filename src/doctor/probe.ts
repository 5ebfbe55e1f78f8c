import type { Engine, Job, Runtime } from '../engines/engine.js';
import { engines } from '../engines/index.js';
import type { Choice } from '../experiment/part.js';
import { pick } from '../experiment/part.js';

/** What an engine said of itself after it had computed something. */
export interface Probed {
  readonly version: string;
  readonly threads: number;
}

const ROWS = 4;
const COLUMNS = 3;

/**
 * Loads an engine and lets it compute something.
 *
 * @throws UserError where it cannot be loaded; Error where its numbers are wrong.
 */
export async function probe(choice: Choice): Promise<Probed> {
  const { part, options } = pick<Engine>(engines, choice);
  const runtime = await part.load(options as never);
  await checkNumbers(runtime);
  return { version: runtime.version, threads: runtime.threads };
}

/**
 * Computes a layer, the rectified product of a matrix and a vector, and the gradient of its sum.
 *
 * @throws Error where its numbers are wrong.
 */
export async function checkNumbers(runtime: Runtime): Promise<void> {
  const job = layer();
  const program = await runtime.compile(job);
  try {
    await program.run();
    for (const [name, expected] of Object.entries(computed(job))) {
      const found = [...program.outputs.get(name)!];
      const isRight = found.every((value, i) => Math.abs(value - expected[i]!) <= 1e-5);
      if (isRight) continue;
      throw new Error(`it computed ${found.join(', ')}, and not ${expected.join(', ')}`);
    }
  } finally {
    await program.release();
  }
}

function layer(): Job {
  const x = Float32Array.from({ length: ROWS * COLUMNS }, (_, i) => (i % 5) - 2);
  const w = Float32Array.from([0.5, -1, 0.25]);
  return {
    name: 'doctor',
    inputs: [
      { name: 'x', shape: [ROWS, COLUMNS], dtype: 'float32' },
      { name: 'w', shape: [COLUMNS, 1], dtype: 'float32' },
    ],
    f(tf, inputs) {
      const rectified = (weights: unknown) => tf.relu(tf.matMul(inputs.x as never, weights as never));
      const gradient = tf.grad((weights) => tf.sum(rectified(weights)))(inputs.w!);
      return { y: rectified(inputs.w), gradient };
    },
    from: { x, w },
    to: {},
  };
}

/** The same in plain numbers. */
function computed({ from }: Job): { readonly y: number[]; readonly gradient: number[] } {
  const x = from.x as Float32Array;
  const rows = Array.from({ length: ROWS }, (_, i) => x.subarray(COLUMNS * i, COLUMNS * (i + 1)));
  const sums = rows.map((row) => row.reduce((sum, value, k) => sum + value * from.w![k]!, 0));
  const live = rows.filter((_row, i) => sums[i]! > 0);
  return {
    y: sums.map((sum) => Math.max(0, sum)),
    gradient: Array.from({ length: COLUMNS }, (_, k) => live.reduce((sum, row) => sum + row[k]!, 0)),
  };
}
