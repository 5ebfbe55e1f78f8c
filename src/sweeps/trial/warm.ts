import { areAsBefore, type Stamps, witnessed } from '../../datasets/files/witness.js';
import type { Splits } from '../../datasets/prepare.js';
import { Sessions } from '../../engines/sessions.js';
import { canonicalJson, type LoadedExperiment } from '../../experiment/index.js';
import { type HashedSplits, readHashed } from '../../ready.js';
import { type Git, gitState } from '../../runs/index.js';
import type { Sources } from '../../train-loaded.js';

/** Somebody may commit while a sweep goes on; but asking takes as long as a small trial. */
const GIT_MS = 10_000;

/** Of rows that are kept beside the latest ones. */
const MOST_BYTES = 2 ** 28;

interface Kept {
  readonly data: HashedSplits;
  readonly files: Stamps;
  readonly bytes: number;
}

/**
 * What a process keeps from trial to trial: rows, until a file that they came from changes; compiled steps; for some
 * seconds, what git says. No number of a trial depends on what was there before it.
 */
export class Warm implements Sources {
  readonly sessions = new Sessions();
  /** What was used last is at the end. */
  private readonly rows = new Map<string, Kept>();
  private readonly states = new Map<string, { readonly asked: number; readonly git: Promise<Git> }>();

  async data(loaded: LoadedExperiment): Promise<HashedSplits> {
    const key = rowsOf(loaded);
    const before = this.rows.get(key);
    this.rows.delete(key);
    this.makeRoom();
    const kept = before && areAsBefore(before.files) ? before : await read(loaded);
    this.rows.set(key, kept);
    return kept.data;
  }

  git(folder: string): Promise<Git> {
    const before = this.states.get(folder);
    const now = performance.now();
    if (before && now - before.asked < GIT_MS) return before.git;
    const git = gitState(folder);
    this.states.set(folder, { asked: now, git });
    return git;
  }

  private makeRoom(): void {
    let bytes = [...this.rows.values()].reduce((sum, kept) => sum + kept.bytes, 0);
    for (const [key, kept] of this.rows) {
      if (bytes <= MOST_BYTES) return;
      this.rows.delete(key);
      bytes -= kept.bytes;
    }
  }
}

/** What decides which rows an experiment has. */
function rowsOf({ value: { data, seed }, folder }: LoadedExperiment): string {
  const { preprocess: _preprocess, augment: _augment, target: _target, ...rows } = data;
  return canonicalJson({ rows, seed, folder });
}

async function read(loaded: LoadedExperiment): Promise<Kept> {
  const { value, files } = await witnessed(() => readHashed(loaded));
  return { data: value, files, bytes: bytesOf(value.splits) };
}

function bytesOf({ train, validation, test }: Splits): number {
  const arrays = [train, validation, test].flatMap((rows) =>
    rows ? [rows.x, rows.y, ...(rows.w ? [rows.w] : [])] : [],
  );
  return [...new Set(arrays)].reduce((sum, { data }) => sum + data.byteLength, 0);
}
