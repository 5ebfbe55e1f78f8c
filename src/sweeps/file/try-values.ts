import { type Problem, UserError } from '../../errors.js';
import { type LoadedExperiment, parseExperiment } from '../../experiment/index.js';
import type { Finding } from '../../experiment/path.js';
import { readSource, type Source } from '../../experiment/source.js';
import type { Assignment } from '../assignment.js';
import type { Space } from '../space.js';
import { Faults } from './faults.js';
import { type Probe, probes } from './probes.js';

/** `path=value` for each, what holds others before them: `optimizer`, then `optimizer.sgd.momentum`. JSON is YAML. */
export const overridesOf = (assignment: Assignment): string[] =>
  [...assignment]
    .sort(([a], [b]) => a.length - b.length)
    .map(([path, value]) => `${path}=${JSON.stringify(value)}`);

/** A set of values, and the experiment with them. */
export interface Attempt extends Probe {
  readonly loaded: LoadedExperiment;
}

export interface Tried {
  /** With the first values of all parameters; undefined where something is wrong. */
  readonly loaded?: LoadedExperiment;
  /** Those that can be read. */
  readonly attempts: readonly Attempt[];
  /** What is wrong with parameters. */
  readonly findings: readonly Finding[];
  /** What is wrong with the experiment itself. */
  readonly problems: readonly Problem[];
}

/** Parameters that are wrong: nobody reads of more at once. */
const ENOUGH = 20;

/**
 * Sets every parameter to its values, one after the other, and all others to their first one, and reads the experiment
 * so: a path that is not there, or a value that would not validate, is found before anything runs.
 */
export function tryValues(space: Space, loaded: Pick<LoadedExperiment, 'text' | 'file' | 'folder'>): Tried {
  const source = readSource(loaded.text, loaded.file);
  const faults = new Faults(space, withoutValues({ ...loaded, source }));
  const attempts: Attempt[] = [];
  for (const probe of probes(space)) {
    if (faults.count >= ENOUGH) break;
    const overrides = overridesOf(probe.assignment);
    try {
      attempts.push({ ...probe, loaded: parseExperiment(loaded.text, { ...loaded, overrides, source }) });
      faults.add(probe);
    } catch (error) {
      faults.add(probe, error);
    }
  }
  const { findings: wrong, problems } = faults.all();
  const findings = wrong.length > 0 ? wrong : withoutEffect(space, attempts);
  const [first] = attempts;
  const good = first && findings.length === 0 && problems.length === 0;
  return { ...(good && { loaded: first.loaded }), attempts, findings, problems };
}

/** Undefined where it needs values. */
function withoutValues(loaded: Parameters<typeof tryValues>[1] & { readonly source: Source }) {
  try {
    return parseExperiment(loaded.text, { ...loaded, overrides: [] }).value;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return undefined;
  }
}

/** Parameters whose values all come to the same: what another one sets, or what no number depends on. */
function withoutEffect({ dimensions }: Space, attempts: readonly Attempt[]): readonly Finding[] {
  return dimensions.flatMap((dimension): Finding[] => {
    const own = attempts.filter((one) => one.dimension === dimension && one.way === 0);
    if (own.length < 2 || new Set(own.map(({ loaded }) => loaded.hash)).size > 1) return [];
    const message = 'its values make no difference: the experiment is the same with every one of them';
    const hint = 'another parameter may set the same, by another path; names and tags change no numbers';
    return [{ path: ['parameters', dimension.paths[0]!], at: 'key', message, hint }];
  });
}
