import type { Unexported } from '../../exports/export-runs.js';
import type { Exported } from '../../exports/target.js';

const WIDTH = 'unchanged'.length;

/** `created    20261122T075012Z-mnist-mlp-1a2b3c4d  mlruns/...` */
export const exportedLine = ({ outcome, id, where }: Exported) => `${outcome.padEnd(WIDTH)}  ${id}  ${where}`;

/** One of the list that `dlx export-runs --json` prints. */
export function exportedJson(one: (Exported | Unexported) & { readonly target: string }): object {
  if (one.outcome !== 'failed') return one;
  const { target, id, outcome, error } = one;
  return { target, id, outcome, error: { message: error.message, exit_code: error.exitCode } };
}
