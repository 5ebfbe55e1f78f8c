// Runs contestants in turn, A B C A B C ..., so that a machine whose speed drifts is the same to all.
import { spawnSync } from 'node:child_process';

/**
 * @typedef {{version: string, epochs: number[], accuracy: number, first?: number}} Report epochs, and the time
 *   until the first step is done, in seconds
 * @typedef {{name: string, command: string, args: string[], read?: (stdout: string) => Report}} Contestant
 *   `read` is JSON.parse unless given.
 */

/** @returns {Map<string, {version: string, epochs: number[][], process: number[], accuracy: number[], first: number[]}>} */
export function contest(contestants, rounds) {
  const results = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const { name, command, args, read = JSON.parse } of contestants) {
      const begun = performance.now();
      const run = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
      const seconds = (performance.now() - begun) / 1000;
      // 1: the accuracy that the experiment expects is missed, after fewer epochs say.
      if (run.status !== 0 && run.status !== 1) throw new Error(`${name} failed: ${run.stderr.slice(-2000)}`);
      const { version, epochs, accuracy, first } = read(run.stdout);
      const result = results.get(name) ?? { version, epochs: [], process: [], accuracy: [], first: [] };
      result.epochs.push(epochs);
      result.process.push(seconds);
      result.accuracy.push(accuracy);
      result.first.push(first);
      results.set(name, result);
      console.error(
        `${name} round ${round + 1}: ${seconds.toFixed(2)} s, epochs ${epochs.map((s) => s.toFixed(2)).join(' ')}`,
      );
    }
  }
  return results;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median of ours / theirs, round by round: the machine may have been slower in one round than in another. */
export function ratio(ours, theirs) {
  return median(ours.map((value, round) => value / theirs[round]));
}

/** The same for the median epoch of each run; a run's first is left out, because it includes warming up. */
export function ratioOfEpochs(ours, theirs) {
  const typical = ({ epochs }) => epochs.map((run) => median(run.length > 1 ? run.slice(1) : run));
  return ratio(typical(ours), typical(theirs));
}
