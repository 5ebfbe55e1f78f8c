/** Something in use; whoever takes it gives it back. */
export interface Lease<T> {
  readonly value: T;
  release(): Promise<void>;
}

export interface SharedOptions<T> {
  /** Things that are kept while nobody uses them: the latest ones. */
  readonly most: number;
  /** Whether a thing that nobody uses is worth its memory. */
  isKept(value: T): boolean;
  dispose(value: T): Promise<void>;
}

interface Entry<T> {
  readonly making: Promise<T>;
  users: number;
}

/** Keeps what is costly to make for the next one who needs the same. */
export class Shared<T> {
  /** What was given back last is at the end. */
  private readonly entries = new Map<string, Entry<T>>();

  constructor(private readonly options: SharedOptions<T>) {}

  /** `make` is called where nothing is there under that key. Throws what it throws. */
  async take(key: string, make: () => Promise<T>): Promise<Lease<T>> {
    const entry = this.entries.get(key) ?? { making: make(), users: 0 };
    this.entries.set(key, entry);
    entry.users++;
    try {
      const value = await entry.making;
      return { value, release: once(() => this.giveBack(key, entry, value)) };
    } catch (error) {
      this.entries.delete(key);
      throw error;
    }
  }

  private async giveBack(key: string, entry: Entry<T>, value: T): Promise<void> {
    if (--entry.users > 0) return;
    const { most, isKept, dispose } = this.options;
    this.entries.delete(key);
    if (!isKept(value)) return dispose(value);
    this.entries.set(key, entry);
    const idle = [...this.entries].filter(([, { users }]) => users === 0);
    for (const [old, { making }] of idle.slice(0, Math.max(0, idle.length - most))) {
      this.entries.delete(old);
      await dispose(await making);
    }
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
