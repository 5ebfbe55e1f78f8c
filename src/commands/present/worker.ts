import type { TrialEnd, TrialTask } from '../../sweeps/executor.js';
import type { ServeListener } from '../../sweeps/queue/serve.js';
import { formatSeconds } from '../../training/progress-text.js';

/** A line for everything that a worker does. */
export function serveLines(say: (line: string) => void): ServeListener {
  return {
    ready: ({ place, slots }) =>
      say(`ready for trials from ${place}, ${slots === 1 ? 'one' : slots} at a time`),
    began: (task, run) => say(`${nameOf(task)}: trains as ${run}`),
    ended: (task, end) => say(`${nameOf(task)}: ${endText(end)}`),
    back: (task, reason) => say(`${nameOf(task)}: given back, ${reason}`),
  };
}

const nameOf = ({ sweep, number }: TrialTask) => `trial ${number} of ${sweep}`;

function endText({ status, epochs, seconds, error }: TrialEnd): string {
  if (error) return `${status}, ${error.message.split('\n')[0]}`;
  const after = `${status} after ${epochs} epoch${epochs === 1 ? '' : 's'}`;
  return seconds === null ? after : `${after} in ${formatSeconds(seconds)}`;
}
