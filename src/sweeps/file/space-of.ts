import { nameHint } from '../../experiment/nearest.js';
import type { Finding } from '../../experiment/path.js';
import { type Constraint, parseConstraint } from '../constraint.js';
import { items } from '../distributions/axes.js';
import type { Axis } from '../distributions/distribution.js';
import type { Dimension, Space } from '../space.js';
import { axisOf, conditionsOf, repeatedIn, type Written } from './parameter.js';

/** What of a sweep file makes a space; it fits the schema. */
export interface SpaceText {
  readonly parameters: { readonly [path: string]: Written };
  readonly zip: readonly (readonly string[])[];
  readonly constraints: readonly string[];
}

/** The space, or all that is wrong with it. */
export function spaceOf(text: SpaceText): { readonly space?: Space; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const axes = new Map<string, Axis>();
  for (const [path, written] of Object.entries(text.parameters)) {
    const axis = axisOf(written, ['parameters', path], text.zip.flat().includes(path));
    if ('message' in axis) findings.push(axis);
    else axes.set(path, axis);
  }
  const names = Object.keys(text.parameters);
  const known = (path: string, at: Finding['path'], key?: 'key'): boolean => {
    if (names.includes(path)) return true;
    const message = `${path} is no parameter of this sweep`;
    findings.push({ path: at, ...(key && { at: key }), message, hint: nameHint(path, names, 'parameters') });
    return false;
  };
  const zipped = zips(text, axes, findings, known);
  const constraints: Constraint[] = [];
  for (const [i, line] of text.constraints.entries()) {
    const read = parseConstraint(line);
    if (typeof read === 'string') findings.push({ path: ['constraints', i], message: read });
    else if (read.paths.every((path) => known(path, ['constraints', i]))) constraints.push(read);
  }
  const dimensions: Dimension[] = [];
  for (const [path, written] of Object.entries(text.parameters)) {
    const when = conditionsOf(written);
    for (const other of when.keys()) known(other, ['parameters', path, 'when', other], 'key');
    const group = zipped.get(path);
    const axis = axes.get(path);
    if (group?.paths[0] === path) dimensions.push({ ...group, when });
    else if (!group && axis) dimensions.push({ paths: [path], axis, when });
  }
  const ordered = inOrder(dimensions, findings);
  return findings.length > 0 ? { findings } : { space: { dimensions: ordered, constraints }, findings };
}

type Known = (path: string, at: Finding['path']) => boolean;

/** One axis for each list of parameters that change together, by every path of theirs. */
function zips(
  { zip, parameters }: SpaceText,
  axes: ReadonlyMap<string, Axis>,
  findings: Finding[],
  known: Known,
): ReadonlyMap<string, Omit<Dimension, 'when'>> {
  const found = new Map<string, Omit<Dimension, 'when'>>();
  for (const [i, paths] of zip.entries()) {
    const at = ['zip', i];
    if (!paths.every((path) => known(path, at))) continue;
    const twice = paths.find((path) => found.has(path));
    if (twice !== undefined) {
      findings.push({ path: at, message: `${twice} stands in two lists, expected it in one` });
      continue;
    }
    const lists = paths.map((path) => parameters[path]!.values as readonly unknown[] | undefined);
    const without = paths.find((_, k) => lists[k] === undefined);
    if (without !== undefined) {
      findings.push({ path: at, message: `${without} has no \`values\`: only lists can change together` });
      continue;
    }
    if (new Set(lists.map((values) => values!.length)).size > 1) {
      const counts = paths.map((path, k) => `${path} has ${lists[k]!.length} values`);
      findings.push({ path: at, message: `${counts.join(', ')}: expected as many of each` });
      continue;
    }
    const conditions = new Set(paths.map((path) => JSON.stringify([...conditionsOf(parameters[path]!)])));
    if (conditions.size > 1) {
      findings.push({ path: at, message: 'they have different `when`, expected the same' });
      continue;
    }
    if (paths.some((path) => !axes.has(path))) continue;
    const rows = lists[0]!.map((_, row) => lists.map((values) => values![row]));
    const again = repeatedIn(rows);
    if (again >= 0) {
      const message = `values ${again + 1} of all are the same as others before, expected them once`;
      findings.push({ path: at, message });
      continue;
    }
    const dimension = {
      paths,
      axis: items(
        rows,
        rows.map(() => 1),
      ),
    };
    for (const path of paths) found.set(path, dimension);
  }
  return found;
}

/** Behind those that their conditions are on; a circle is a finding. */
function inOrder(dimensions: readonly Dimension[], findings: Finding[]): readonly Dimension[] {
  const ordered: Dimension[] = [];
  const placed = new Set<string>();
  let left = [...dimensions];
  while (left.length > 0) {
    const ready = left.filter(({ when }) => [...when.keys()].every((path) => placed.has(path)));
    if (ready.length === 0) {
      const path = left[0]!.paths[0]!;
      // A condition on what is no parameter has its finding already.
      if (findings.length === 0) {
        const message = 'its condition comes back to itself';
        findings.push({ path: ['parameters', path, 'when'], at: 'key', message });
      }
      return ordered;
    }
    for (const one of ready) for (const path of one.paths) placed.add(path);
    ordered.push(...ready);
    left = left.filter((one) => !ready.includes(one));
  }
  return ordered;
}
