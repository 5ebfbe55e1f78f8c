import type { TypedArray } from '../arrays.js';
import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';
import type { Job } from './job.js';
import type { Sessions } from './sessions.js';

export type { Job } from './job.js';

/** A compiled job. */
export interface Program {
  /** Reads the inputs' buffers, computes, writes the outputs' buffers. */
  run(): Promise<void>;
  /** Buffers of the outputs, by name: always the same ones after the first run. */
  readonly outputs: ReadonlyMap<string, TypedArray>;
  release(): Promise<void>;
}

/** An engine, ready to compile. */
export interface Runtime {
  /** What stands in the record: `onnxruntime-node 1.30.0`. */
  readonly version: string;
  readonly threads: number;
  /** Channels in a block of the layout that it has images in, where it has one: results depend on it. */
  readonly imageBlock?: number;
  compile(job: Job): Promise<Program>;
}

/** Something that runs steps. All engines run the same functions, so their numbers agree to rounding. */
export interface Engine<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** What it computes with, where there is a choice; `dlx doctor` tries each. The first that works is taken. */
  readonly variants?: readonly { readonly name: string; readonly options: OptionsOf<S> }[];
  /**
   * `sessions`: where what was compiled is kept for later runtimes. Throws a UserError (exit 4) that says what to install
   * where the engine is not usable here.
   */
  load(options: OptionsOf<S>, sessions?: Sessions): Promise<Runtime>;
}

export function defineEngine<const S extends OptionSchema>(engine: Engine<S>): Engine<S> {
  return engine;
}
