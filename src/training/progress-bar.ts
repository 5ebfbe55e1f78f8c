import cliProgress, { type SingleBar } from 'cli-progress';
import type { BatchEvent, EpochEvent, StartEvent, TrainingListener } from './listener.js';
import { barLine, endLine, epochLine } from './progress-text.js';

const EVERY_MS = 100;

/**
 * A bar for the epoch that goes on, at most ten times a second; epochs that are over stay as a line each.
 * Training occupies the thread, so drawing is driven by batches and not by timers. Line wrapping and cursor
 * of the terminal are left alone, so that no kind of death leaves them changed.
 */
export class ProgressBar implements TrainingListener {
  private started: StartEvent = { folder: '', epochs: 0, stepsPerEpoch: 0, rows: 0, metrics: [] };
  private bar: SingleBar | undefined;
  private due = 0;
  private epochBegan = 0;
  private lastEpoch = 0;
  private line = '';

  constructor(private readonly stream: NodeJS.WriteStream) {}

  start(event: StartEvent): void {
    this.started = { ...event };
    this.epochBegan = performance.now();
    this.due = this.epochBegan + EVERY_MS;
  }

  batch(event: BatchEvent): void {
    const now = performance.now();
    if (now < this.due) return;
    this.due = now + EVERY_MS;
    const width = (this.stream.columns || 80) - 1;
    this.line = barLine(this.started, event, (now - this.epochBegan) / 1000, width);
    if (this.bar) this.bar.update(event.step);
    else this.open(event.step);
  }

  epoch(event: EpochEvent): void {
    this.close();
    this.stream.write(`${epochLine(event, this.started.epochs)}\n`);
    this.lastEpoch = event.epoch;
    this.epochBegan = performance.now();
  }

  end(event: { readonly reason?: string }): void {
    this.close();
    const line = endLine(event, this.lastEpoch);
    if (line !== undefined) this.stream.write(`${line}\n`);
  }

  private open(step: number): void {
    // faster than our own rhythm, so that every update that we make is drawn
    this.bar = new cliProgress.SingleBar({
      stream: this.stream,
      format: () => this.line,
      fps: 25,
      linewrap: true,
      clearOnComplete: true,
      gracefulExit: false,
    });
    this.bar.start(this.started.stepsPerEpoch, step);
  }

  private close(): void {
    this.bar?.stop();
    this.bar = undefined;
  }
}
