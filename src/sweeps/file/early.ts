import type { Finding } from '../../experiment/path.js';
import type { Experiment } from '../../experiment/types.js';
import type { Space } from '../space.js';
import type { EarlyTermination, Objective } from './sweep.js';

/** As it stands in a sweep file. */
export type WrittenEarly = Partial<EarlyTermination> & Pick<EarlyTermination, 'type'>;

/** Options that mean something to one type only, by their names. */
const ONLY: { readonly [option in 'eta' | 's']: readonly EarlyTermination['type'][] } = {
  eta: ['hyperband', 'asha'],
  s: ['hyperband'],
};

/** What of `early_terminate` would never do anything, or cannot. `experiment`: with values that all trials may have. */
export function earlyFindings(
  written: WrittenEarly | undefined,
  {
    objectives,
    experiment,
    space,
  }: {
    readonly objectives: readonly Objective[];
    readonly experiment: Experiment;
    readonly space: Space;
  },
): readonly Finding[] {
  if (!written) return [];
  const findings: Finding[] = [];
  const add = (key: string, message: string, hint?: string) =>
    findings.push({ path: ['early_terminate', key], at: 'key', message, ...(hint && { hint }) });
  const { type, min_iter: first, max_iter: last } = written;
  for (const [option, types] of Object.entries(ONLY) as [keyof typeof ONLY, readonly string[]][]) {
    if (written[option] === undefined || types.includes(type)) continue;
    add(option, `found it beside type ${type}, expected it with ${types.join(' or ')} alone`);
  }
  const [{ name }] = objectives as [Objective];
  if (name.startsWith('test.')) {
    const hint = 'search for a metric of the validation split, or remove early_terminate';
    add('type', `trials are compared after every epoch, and ${name} is known at the end only`, hint);
  }
  // A single epoch is for trying whether all else is right.
  const epochs = mostEpochs(experiment, space);
  if (last !== undefined && last > epochs) {
    add('max_iter', `found ${last}, expected ${epochs} at most: no trial has more epochs`);
  } else if (first !== undefined && first >= (last ?? epochs) && epochs > 1) {
    const end = last === undefined ? `training.epochs is ${epochs}` : `max_iter is ${last}`;
    add('min_iter', `found ${first}, and ${end}: expected fewer, or no trial is ever ended`);
  }
  return findings;
}

/** Epochs of the longest trial. */
function mostEpochs({ training }: Experiment, { dimensions }: Space): number {
  const path = 'training.epochs';
  const dimension = dimensions.find(({ paths }) => paths.includes(path));
  if (!dimension) return training.epochs;
  const { paths, axis } = dimension;
  const values = axis.ordered ? [axis.at(1)] : axis.values();
  const own = values.map((value) => (paths.length === 1 ? value : (value as unknown[])[paths.indexOf(path)]));
  return Math.max(...own.map(Number));
}
