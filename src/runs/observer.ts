import type { EpochResult } from '../training/epoch.js';
import type { RunStart } from './start.js';

/** Hears what is recorded of a run, before it is. What it throws ends the run. */
export interface Observer {
  started(start: RunStart): void;
  epoch(result: EpochResult): void;
}
