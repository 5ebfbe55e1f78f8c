import type { SweepListener } from '../listener.js';
import { SweepState } from './state.js';
import { endedLine } from './text.js';

/** A plain line for each trial that has ended. */
export function trialLines(write: (line: string) => void): SweepListener {
  const state = new SweepState();
  return {
    start(event) {
      state.start(event);
      const done = event.trials.filter(({ status }) => status !== 'waiting').length;
      const before = done > 0 ? `, ${done} of its trials were done before` : '';
      const most = Number.isFinite(event.cap) ? `${event.cap} trials at most, ` : '';
      write(`sweep ${event.record.id}: ${most}${event.record.workers} at a time${before}`);
    },
    began: (trial, about) => state.began(trial, about),
    epoch: (trial, epoch, values) => state.epoch(trial, epoch, values),
    ended(trial) {
      state.ended(trial);
      const isBest = trial.status === 'completed' && state.best(1)[0]?.number === trial.number;
      write(endedLine(trial, state.objectives, isBest, state.varied));
    },
    end() {},
  };
}
