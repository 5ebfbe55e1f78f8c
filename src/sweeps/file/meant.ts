import { layerNames } from '../../experiment/names.js';
import { formatPath, type Path } from '../../experiment/path.js';
import type { Experiment } from '../../experiment/types.js';

/** More than these are no help. */
const MOST = 4;

/** Paths of an experiment that end as a path that it has not: for `learning_rate`, `optimizer.adam.learning_rate`. */
export function meantHint(path: string, experiment: Experiment): string | undefined {
  const last = path.split('.').at(-1)!;
  const found = pathsTo(last, experiment, []).map((one) => inShort(one, experiment));
  if (found.length === 0) return undefined;
  const rest = found.length > MOST ? ', ...' : '';
  return `did you mean ${found
    .slice(0, MOST)
    .map((one) => `\`${one}\``)
    .join(' or ')}${rest}?`;
}

function pathsTo(key: string, value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return keys.flatMap((one) => {
    const below = [...path, one];
    const within = (value as { readonly [key: string | number]: unknown })[one];
    return one === key ? [below] : pathsTo(key, within, below);
  });
}

/** Layers go by their names. */
function inShort(path: Path, { architecture }: Experiment): string {
  const [first, index, type, ...rest] = path;
  if (first !== 'architecture' || type === undefined) return formatPath(path);
  return formatPath(['architecture', layerNames(architecture)[index as number]!, ...rest]);
}
