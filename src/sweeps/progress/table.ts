import cliProgress, { type MultiBar, type SingleBar } from 'cli-progress';
import type { SweepListener } from '../listener.js';
import type { Trial } from '../record/record.js';
import { SweepState } from './state.js';
import { endedLine, tableLines } from './text.js';

const FRAMES_A_SECOND = 5;

/**
 * A table that is drawn anew as the sweep goes: counts, the best, and trials that go on; trials that failed stay above it
 * as a line each. Line wrapping and cursor of the terminal are left alone, so that no kind of death leaves them changed.
 */
export class LiveTable implements SweepListener {
  private readonly state = new SweepState();
  private readonly rows: SingleBar[] = [];
  private lines: readonly string[] = [];
  private bars: MultiBar | undefined;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  start(event: Parameters<SweepListener['start']>[0]): void {
    this.state.start(event);
    this.stream.write(`sweep ${event.record.id}\n`);
    this.bars = new cliProgress.MultiBar({
      stream: this.stream,
      fps: FRAMES_A_SECOND,
      linewrap: true,
      clearOnComplete: true,
      gracefulExit: false,
      // One that is drawn with the same values is skipped else.
      forceRedraw: true,
    });
    this.draw();
    for (const i of this.lines.keys()) {
      this.rows.push(this.bars.create(1, 0, {}, { format: () => this.lines[i] ?? '' }));
    }
  }

  began(...event: Parameters<SweepListener['began']>): void {
    this.state.began(...event);
    this.draw();
  }

  epoch(...event: Parameters<SweepListener['epoch']>): void {
    this.state.epoch(...event);
    this.draw();
  }

  ended(trial: Trial): void {
    this.state.ended(trial);
    if (trial.status === 'failed') {
      const { objectives, varied } = this.state;
      this.bars?.log(`${endedLine(trial, objectives, false, varied)}\n`);
    }
    this.draw();
  }

  end(): void {
    this.bars?.stop();
    this.bars = undefined;
  }

  private draw(): void {
    this.lines = tableLines(this.state, (this.stream.columns || 80) - 1);
    for (const row of this.rows) row.update(0);
  }
}
