import type { ProcessMark } from '../disk/process.js';
import type { Experiment } from '../experiment/types.js';

/** Version of the layout of run.json. Raised when a reader of the old layout would misread the new one. */
export const SCHEMA_VERSION = 1;

export const STATUSES = ['running', 'completed', 'failed', 'interrupted'] as const;
/**
 * A file may say `running` of a run that was killed before it could say anything else; who reads it with `readRun`
 * sees `interrupted` once its process is gone.
 */
export type Status = (typeof STATUSES)[number];

export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** `loss` and the metrics by name. A number that was not finite is null; `RunRecord.nulls` says what it was. */
export type Values = { readonly [name: string]: number | null };

/** The best value that a metric had at the end of an epoch (1-based). */
export interface Best {
  readonly value: number | null;
  readonly epoch: number;
}

/** One line of `expect` and how it came out. */
export interface Outcome {
  /** `test.accuracy` */
  readonly metric: string;
  readonly value: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly pass: boolean;
}

/** State of the git work tree that the experiment file lies in. Null where unknown; `reason` says why. */
export interface Git {
  readonly commit: string | null;
  /** Whether a tracked file differed from the commit. */
  readonly dirty: boolean | null;
  readonly reason?: string;
}

/** Weights that were not made by initializers. */
export interface InitialWeights {
  /** Id of the run, or path of the file. */
  readonly from: string;
  /** sha256 over all weights, as `weights_hash` of metrics.csv. */
  readonly hash: string;
}

/** One time that a run went on after it had ended. */
export interface Resumption {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Epochs that had ended and steps that were done. */
  readonly epoch: number;
  readonly step: number;
  /** The checkpoint that it went on from, relative to the run's folder; null where it began anew. */
  readonly checkpoint: string | null;
  /** Overrides that were added. */
  readonly overrides: readonly string[];
  /** What was not as before, and would have been refused without `--force`. */
  readonly forced: readonly string[];
}

/** What run.json holds. Names are part of dlx's stable surface: add, never rename. */
export interface RunRecord {
  readonly schema_version: typeof SCHEMA_VERSION;
  /** Name of the run's folder: `<UTC time>-<name>-<hash>`. */
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly status: Status;
  /** The experiment file, absolute: relative paths in it start at its folder. */
  readonly file: string;
  /** Id of the repeat or sweep that the run is a part of; null for a run of its own. */
  readonly parent: string | null;
  /** The experiment with every default filled in, overrides applied. */
  readonly experiment: Experiment;
  /** `path=value`, as given on the command line. */
  readonly overrides: readonly string[];
  readonly experiment_hash: string;
  /** sha256 over the rows of all splits. */
  readonly data_hash: string;
  readonly seed: number;
  /** Where the weights came from that training began with; null for those of the initializers. */
  readonly initial_weights: InitialWeights | null;
  readonly git: Git;
  /** Versions of dlx, node and the packages that compute. */
  readonly versions: { readonly [name: string]: string };
  readonly engine: string;
  readonly threads: number;
  /** Channels in a block of the layout of images that the engine uses on this CPU; null where it has none. */
  readonly image_block: number | null;
  readonly cpu: {
    readonly model: string;
    readonly cores: number;
    /** Instruction sets that decide which kernels are used; null where the system does not tell. */
    readonly features: readonly string[] | null;
  };
  /** `linux-x64` */
  readonly platform: string;
  /** The process that trained: tells a run that is going on from one that was killed. */
  readonly process: ProcessMark;
  /** Every time that the run went on, the first one first. */
  readonly resumed: readonly Resumption[];
  readonly times: {
    /** ISO 8601, UTC. */
    readonly started: string;
    readonly ended: string | null;
    /** From the monotonic clock; of a resumed run, without the time between. */
    readonly seconds: number | null;
  };
  /** Number of weights, trainable or not. */
  readonly parameters: number;
  readonly rows: { readonly [split in Split]?: number };
  /** Names of the classes by number, where they have names. */
  readonly classes: readonly string[] | null;
  /** Epochs that ended. */
  readonly epochs: number;
  /** Steps of these epochs that were skipped because of NaN or infinity (`training.on_nan: skip`). */
  readonly skipped_steps: number;
  /** Why training ended before its last epoch. */
  readonly stop_reason: string | null;
  readonly metrics: {
    readonly final: { readonly [split in Split]?: Values };
    readonly best: { readonly [split in Split]?: { readonly [name: string]: Best } };
  };
  readonly expect: readonly Outcome[];
  readonly error: { readonly message: string; readonly exit_code: number } | null;
  /** What stood in the place of each null that was a number, by path: `metrics.final.train.loss: NaN`. */
  readonly nulls: { readonly [path: string]: string };
}
