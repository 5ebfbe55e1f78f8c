import type { FindOptions, Found } from './found.js';

const DEFAULTS = { from: 1e-7, to: 10, steps: 100, runsDir: 'runs' };

/**
 * Looks for a learning rate as `dlx lr-find` does: trains with rates that rise from step to step, and records nothing.
 *
 * @throws UserError: exit 2 for anything wrong with experiment, data or rates, 4 for disk or engine.
 */
export async function findLearningRate(file: string, options: Partial<FindOptions> = {}): Promise<Found> {
  const { findRate } = await import('./find.js');
  return findRate(file, { ...DEFAULTS, ...options });
}
