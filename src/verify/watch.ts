import type { History } from '../runs/history.js';
import type { Observer, RunStart } from '../runs/index.js';
import type { EpochResult } from '../training/epoch.js';
import { epochDifference } from './compare.js';
import type { Span } from './span.js';
import type { EpochDifference } from './verification.js';

/** Compares a replay with the record while it trains, and ends it where nothing more is to be learned. */
export class Watch implements Observer {
  readonly differing: EpochDifference[] = [];
  readonly notes: string[] = [];
  compared = 0;
  /** What the replay started with. */
  start: RunStart | undefined;
  private readonly stop = new AbortController();

  /** @param all go on behind the first epoch that differs, and with other data. */
  constructor(
    private readonly history: History,
    private readonly span: Span,
    private readonly all: boolean,
  ) {}

  get signal(): AbortSignal {
    return this.stop.signal;
  }

  started(start: RunStart): void {
    this.start = start;
    if (this.all || start.dataHash === this.span.record.data_hash) return;
    this.notes.push('nothing was trained, because the data is not that of the run');
    this.stop.abort();
  }

  epoch(result: EpochResult): void {
    const { span } = this;
    this.compare(result.epoch, result);
    const found = this.differing.length > 0 && !this.all;
    if (found || (!span.whole && result.epoch >= span.epochs)) this.stop.abort();
  }

  /** The replay has ended: epochs that it lacks differ. */
  ended(): void {
    if (this.signal.aborted || this.compared >= this.span.epochs) return;
    this.compare(this.compared + 1, undefined);
  }

  private compare(epoch: number, result: EpochResult | undefined): void {
    if (result) this.compared++;
    const difference = epochDifference(this.history, epoch, result);
    if (difference) this.differing.push(difference);
  }
}
