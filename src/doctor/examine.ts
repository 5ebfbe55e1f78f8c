import { fork } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { bundled } from '../bundled.js';
import { memory } from '../datasets/files/memory.js';
import { engines } from '../engines/index.js';
import { physicalCores } from '../engines/threads.js';
import type { Choice } from '../experiment/part.js';
import { version } from '../version.js';
import type { Answer } from './worker.js';

/** One way to compute, and whether it works here. */
export interface EngineHealth {
  /** As an experiment names it: `onnx`, or `{onnx: {runtime: web}}`. */
  readonly engine: Choice;
  readonly works: boolean;
  /** Of what computes: `onnxruntime-node 1.30.0`. */
  readonly version?: string;
  readonly threads?: number;
  /** Why it does not work, and what to do. */
  readonly problem?: string;
  readonly hint?: string;
}

/** What dlx finds where it runs. */
export interface Health {
  readonly dlx: string;
  readonly node: string;
  readonly platform: string;
  readonly cpu: { readonly model: string; readonly physicalCores: number; readonly usable: number };
  /** Bytes that this process may use. */
  readonly memory: number;
  readonly engines: readonly EngineHealth[];
}

/** Longer than an engine takes to load on a busy machine. */
const PATIENCE = 60_000;

/** Tries every engine, each in a process of its own. */
export async function examine(): Promise<Health> {
  const choices = engines.flatMap(({ name, variants }): Choice[] =>
    variants ? variants.map(({ options }) => ({ [name]: options })) : [name],
  );
  return {
    dlx: version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: {
      model: cpus()[0]?.model.trim() || 'unknown',
      physicalCores: physicalCores(),
      usable: availableParallelism(),
    },
    memory: memory(),
    engines: await Promise.all(choices.map(async (engine) => ({ engine, ...(await tried(engine)) }))),
  };
}

/** `entry`: the file that the process is started with. */
export function tried(
  engine: Choice,
  entry = bundled('doctor-worker.js'),
): Promise<Omit<EngineHealth, 'engine'>> {
  return new Promise((resolve) => {
    const child = fork(entry, [JSON.stringify(engine)], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      timeout: PATIENCE,
    });
    let answer: Answer | undefined;
    child.on('message', (message) => {
      answer = message as Answer;
    });
    child.on('error', (error) => resolve({ works: false, problem: error.message }));
    child.on('exit', (code, signal) => {
      if (answer) resolve({ works: !('problem' in answer), ...answer });
      else resolve({ works: false, problem: endedBy(code, signal) });
    });
  });
}

function endedBy(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal === 'SIGTERM') return `it did nothing for ${PATIENCE / 1000} seconds`;
  if (signal === 'SIGILL') return 'it was built for instructions that this CPU does not have (SIGILL)';
  return `its process ended by ${signal ?? `exit code ${code}`} while it was loaded`;
}
