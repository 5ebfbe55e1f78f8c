import type { TypedArray } from '../arrays.js';
import type { Onnxruntime } from '../engines/onnxruntime.js';
import { physicalCores } from '../engines/threads.js';
import type { Graph } from '../graph/graph.js';
import { printGraph } from '../graph/print.js';
import { lower } from '../kernels/lower.js';
import { onnxModel } from '../onnx/model.js';
import { optimize } from '../passes/index.js';
import { version } from '../version.js';
import type { Pending, Work } from './pending.js';
import { loadSyncSessions, type SyncSession } from './session.js';

/** Sessions that are kept: of a training loop, its steps and its evaluation. */
const MOST = 64;

/** Compiles what is asked for, once for every graph of the same text, and runs it. */
export class Programs {
  private readonly known = new Map<string, SyncSession>();
  private readonly create = loadSyncSessions();
  private readonly options;

  constructor(
    private readonly ort: Onnxruntime,
    threads = physicalCores(),
  ) {
    this.options = {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
    } as const;
  }

  /** Gives every output of the work its numbers. */
  run({ graph, from, to }: Work): void {
    const session = this.sessionFor(graph);
    const feeds = from.map(({ value, data }, i) => {
      const tensor = new this.ort.Tensor(value.dtype as 'float32', data as Float32Array, value.shape);
      return [`x${i}`, tensor] as const;
    });
    const results = session.run(
      Object.fromEntries(feeds),
      to.map((_, i) => `y${i}`),
    );
    to.forEach((pending, i) => {
      settle(pending, results[`y${i}`]!.data as TypedArray);
    });
  }

  dispose(): void {
    for (const session of this.known.values()) session.dispose();
    this.known.clear();
  }

  private sessionFor(graph: Graph): SyncSession {
    const key = printGraph(graph) + signsOfZero(graph);
    const session = this.known.get(key) ?? this.compile(graph);
    // The one used last stands last: what stands first has been unused for longest.
    this.known.delete(key);
    this.known.set(key, session);
    if (this.known.size > MOST) {
      const [oldest, unused] = this.known.entries().next().value!;
      this.known.delete(oldest);
      unused.dispose();
    }
    return session;
  }

  private compile(graph: Graph): SyncSession {
    const bytes = onnxModel(optimize(lower(graph, true)), { name: 'tfjs', producerVersion: version });
    return this.create(bytes, this.options);
  }
}

/** Numbers for a value; what it was made of is needed no longer. */
export function settle(pending: Pending, data: TypedArray): void {
  pending.data = data;
  pending.made = undefined;
}

/** A graph's text writes both zeros alike. */
function signsOfZero({ nodes }: Graph): string {
  return nodes
    .map(({ attributes }) => Object.values(attributes).map((one) => (Object.is(one, -0) ? '-' : '')))
    .join(';');
}
