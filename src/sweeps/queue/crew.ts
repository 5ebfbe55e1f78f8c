import type { Redis } from 'ioredis';
import { version } from '../../version.js';
import { QUEUE } from './jobs.js';
import { type Member, membersOf, otherVersions, shownName } from './members.js';

const EVERY_MS = 1000;
/** A worker may be about to come. */
const PATIENCE_MS = 2000;

/** Who trains for a sweep, as far as one knows just now; says when nobody does, and why. */
export class Crew {
  private members: readonly Member[] | undefined = [];
  /** Reasons by worker. */
  private readonly refusals = new Map<string, string>();
  private alone: number | undefined;
  private said = '';
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly redis: Redis,
    private readonly place: string,
    private readonly note: (sentence: string) => void,
  ) {
    this.timer = setInterval(() => void this.look(), EVERY_MS);
    this.timer.unref();
  }

  /** Trials that it trains at a time. One at least, so that a worker that comes finds something to do. */
  get slots(): number {
    return Math.max(
      1,
      this.willing().reduce((sum, { slots }) => sum + slots, 0),
    );
  }

  /** A worker does not train this sweep. */
  refused(worker: string, reason: string): void {
    if (this.refusals.get(worker) === reason) return;
    this.refusals.set(worker, reason);
    this.note(`worker ${shownName(worker)} does not train this sweep: ${reason}`);
  }

  /** Looks who is there. */
  async look(): Promise<void> {
    if (this.redis.status !== 'ready') return;
    this.members = await membersOf(this.redis);
    if (this.members === undefined || this.willing().length > 0) {
      this.alone = undefined;
      this.said = '';
      return;
    }
    this.alone ??= performance.now();
    if (performance.now() - this.alone < PATIENCE_MS) return;
    const sentence = this.why();
    if (sentence !== this.said) this.note(sentence);
    this.said = sentence;
  }

  close(): void {
    clearInterval(this.timer);
  }

  private willing(): readonly Member[] {
    return this.own().filter(({ name }) => !this.refusals.has(name));
  }

  private own(): readonly Member[] {
    return (this.members ?? []).filter(({ queue, isWorker }) => isWorker && queue === QUEUE);
  }

  private why(): string {
    const own = this.own();
    if (own.length > 0) {
      const who = own.length === 1 ? 'the only worker refuses' : `all ${own.length} workers refuse`;
      return `${who} to train this sweep; it goes on as soon as another one comes`;
    }
    const others = otherVersions(this.members ?? [], true);
    if (others.length > 0) {
      return `the workers at ${this.place} are of dlx ${others.join(' and ')}, this is ${version}: install the same everywhere`;
    }
    return `no worker is connected to ${this.place}: start some with \`dlx worker --queue ${this.place}\``;
  }
}
