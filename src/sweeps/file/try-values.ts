import { UserError } from '../../errors.js';
import { type LoadedExperiment, parseExperiment } from '../../experiment/index.js';
import type { Finding } from '../../experiment/path.js';
import type { Assignment } from '../assignment.js';
import type { Axis, Value } from '../distributions/distribution.js';
import type { Dimension, Space } from '../space.js';

/** `path=value` for each. JSON is YAML. */
export const overridesOf = (assignment: Assignment): string[] =>
  [...assignment].map(([path, value]) => `${path}=${JSON.stringify(value)}`);

/** Values of one parameter that are tried: all of a short list, else some across its range. */
const MOST = 64;
const PLACES = [1e-6, 0.25, 0.5, 0.75, 1 - 1e-6];

/**
 * Sets every parameter to its values, one after the other, and all others to their first one, and reads the experiment
 * so: a path that is not there, or a value that would not validate, is found before anything runs.
 *
 * @returns the experiment with first values, or what is wrong.
 */
export function tryValues(
  space: Space,
  loaded: Pick<LoadedExperiment, 'text' | 'file' | 'folder'>,
): { readonly loaded?: LoadedExperiment; readonly findings: readonly Finding[] } {
  const findings = new Map<string, Finding>();
  const first = firstOf(space);
  let good: LoadedExperiment | undefined;
  const paths = space.dimensions.flatMap((one) => one.paths);
  const attempt = (assignment: Assignment) => {
    try {
      const overrides = overridesOf(assignment);
      const read = parseExperiment(loaded.text, { ...loaded, overrides });
      good ??= read;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const finding of findingsIn(error, paths)) {
        // One value of a parameter is enough to say what is wrong with it.
        const key = finding.path.length > 1 ? JSON.stringify(finding.path) : finding.message;
        if (!findings.has(key)) findings.set(key, finding);
      }
    }
  };
  if (space.dimensions.length === 0) attempt(first);
  for (const dimension of space.dimensions) {
    const base = new Map([...first, ...required(dimension)]);
    for (const value of valuesOf(dimension.axis)) {
      attempt(new Map([...base, ...set(dimension, value)]));
    }
  }
  return findings.size > 0 || !good ? { findings: [...findings.values()] } : { loaded: good, findings: [] };
}

/** Every parameter without a condition at the beginning of its axis. */
function firstOf({ dimensions }: Space): Assignment {
  return new Map(
    dimensions.filter(({ when }) => when.size === 0).flatMap((one) => set(one, one.axis.at(PLACES[0]!))),
  );
}

/** What has to be set for a parameter to take part. */
const required = ({ when }: Dimension): [string, Value][] =>
  [...when].map(([path, values]) => [path, values[0]]);

function set({ paths }: Dimension, value: Value): [string, Value][] {
  return paths.map((path, i) => [path, paths.length === 1 ? value : (value as readonly Value[])[i]]);
}

const valuesOf = (axis: Axis): readonly Value[] =>
  axis.count <= MOST ? axis.values() : PLACES.map((place) => axis.at(place));

/** At the parameters that they are about; those of the experiment itself at the key that names it. */
function findingsIn(error: UserError, paths: readonly string[]): Finding[] {
  return error.problems.map(({ file = '', line, key, message, hint }) => {
    const path = paths.find((one) => file.startsWith(`override '${one}=`));
    const told = key === undefined || key === path ? message : `${key}: ${message}`;
    const more = hint === undefined ? {} : { hint };
    if (path !== undefined) return { path: ['parameters', path], at: 'key', message: told, ...more };
    const where = line === undefined ? file : `${file}:${line}`;
    return { path: ['experiment'], message: `${where}: ${told}`, ...more };
  });
}
