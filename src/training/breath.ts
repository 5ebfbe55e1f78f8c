/** How long training may keep signals and timers waiting, beside the time of a step. */
const EVERY_MS = 50;

/**
 * Lets the event loop turn now and then: an engine that computes in JavaScript would keep signals out for as long as
 * it trains.
 */
export class Breath {
  private due = 0;

  async take(): Promise<void> {
    if (performance.now() < this.due) return;
    await new Promise(setImmediate);
    this.due = performance.now() + EVERY_MS;
  }
}
