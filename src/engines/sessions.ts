import type { InferenceSession } from 'onnxruntime-common';
import type { TypedArray } from '../arrays.js';
import type { Graph } from '../graph/graph.js';
import type { Job } from './job.js';
import { bytesMade } from './memory-pattern.js';
import { type Lease, Shared } from './shared.js';

/** A graph and what runs it. Neither knows of buffers. */
export interface Compiled {
  readonly graph: Graph;
  readonly session: InferenceSession;
}

/** Of a few networks: steps of training, of its last batch, and of evaluation. */
const MOST = 32;

/** A session keeps the memory of its tensors. Where that is more, a step takes as long as compiling. */
const MOST_BYTES = 2 ** 23;

/** Sessions of programs that were released, for those that compute the same. */
export class Sessions {
  private readonly shared = new Shared<Compiled>({
    most: MOST,
    isKept: ({ graph }) => bytesMade(graph) <= MOST_BYTES,
    dispose: ({ session }) => session.release(),
  });

  /** `target`: what a graph is compiled for. Throws what `compile` throws. */
  take(job: Job, target: string, compile: () => Promise<Compiled>): Promise<Lease<Compiled>> {
    const key = [job.key, target, crossing(job.from), crossing(job.to)].join('; ');
    return this.shared.take(key, compile);
  }
}

/** Which buffers follow one another in one memory: those cross into the runtime together. */
function crossing(buffers: Readonly<Record<string, TypedArray>>): string {
  const list = Object.values(buffers);
  const follows = ({ buffer, byteOffset }: TypedArray, before: TypedArray | undefined) =>
    before?.buffer === buffer && before.byteOffset + before.byteLength === byteOffset;
  return list.map((data, i) => (follows(data, list[i - 1]) ? '-' : '.')).join('');
}
