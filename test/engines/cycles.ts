import { setTimeout } from 'node:timers/promises';
import { onnx } from '../../src/engines/onnx.js';
import { job } from './net.js';

// A process of its own (memory.test.ts): prints the memory in use before and after many programs, in MiB.
const runtime = await onnx.load({ threads: 1 });

async function cycles(count: number): Promise<number> {
  for (let i = 0; i < count; i++) {
    const program = await runtime.compile(job('train'));
    await program.run();
    await program.release();
  }
  // What is collected in one round lets go of more in the next.
  for (let round = 0; round < 3; round++) {
    (globalThis as { gc?: () => void }).gc?.();
    await setTimeout(10);
  }
  return Math.round(process.memoryUsage().rss / 2 ** 20);
}

// Caches and pools of the runtime, and compiled code, have settled by then.
const before = await cycles(100);
const after = await cycles(200);
process.stdout.write(JSON.stringify({ before, after }));
