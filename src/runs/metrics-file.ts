import { writeAtomic } from '../disk/atomic.js';
import { withIoErrors } from '../disk/io-error.js';

const FLUSH_EVERY_MS = 250;
const FLUSH_SHARE = 0.05;

/**
 * metrics.csv, rewritten as a whole so that a reader never sees half a line: at once after the first line, then at
 * most every 250 ms and so that writing takes at most 5 % of the time. A kill loses the lines since.
 */
export class MetricsFile {
  private due = 0;
  private dirty = false;

  constructor(
    private readonly path: string,
    private text: string,
  ) {}

  add(line: string): void {
    this.text += line;
    this.dirty = true;
    if (performance.now() >= this.due) this.flush();
  }

  flush(): void {
    if (!this.dirty) return;
    const begun = performance.now();
    withIoErrors('write the metrics', this.path, () => writeAtomic(this.path, this.text));
    const ended = performance.now();
    this.due = ended + Math.max(FLUSH_EVERY_MS, (ended - begun) / FLUSH_SHARE);
    this.dirty = false;
  }
}
