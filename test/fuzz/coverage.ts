import { type Profiler, Session } from 'node:inspector';

/**
 * What V8 itself counts: every block of this process's bundle, and about how often it ran. Asking takes some 20 ms, so
 * it is asked about several files at once.
 */
export class Coverage {
  private readonly session = new Session();
  private readonly seen = new Set<string>();

  /** @param script the end of the bundle's path. */
  constructor(private readonly script: string) {
    this.session.connect();
    this.session.post('Profiler.enable');
    this.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** What ran since the last time that had never run, or never that often. */
  take(): readonly string[] {
    let result: readonly Profiler.ScriptCoverage[] = [];
    // Answers at once: the session is connected to this very thread.
    this.session.post('Profiler.takePreciseCoverage', (_error, answer) => {
      result = answer.result;
    });
    const own = result.filter(({ url }) => url.endsWith(this.script));
    const ranges = own.flatMap(({ functions }) => functions.flatMap((one) => one.ranges));
    return ranges
      .filter(({ count }) => count > 0)
      .map(
        ({ startOffset, endOffset, count }) => `${startOffset}-${endOffset}-${Math.floor(Math.log2(count))}`,
      )
      .filter((block) => !this.seen.has(block));
  }

  learn(blocks: readonly string[]): void {
    for (const block of blocks) this.seen.add(block);
  }

  get size(): number {
    return this.seen.size;
  }
}
