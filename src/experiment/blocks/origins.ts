import { found } from '../describe.js';
import { type Finding, formatPath, isWithin, type Path } from '../path.js';
import type { Placed } from './connect.js';

/**
 * Findings in an expanded experiment as findings in its file: a layer of a block at its line in the block, with the words
 * which use of it is meant. What comes to the same line of a block several times is told once.
 *
 * @param isSet whether an override has set a path of the file: an argument that it has set is what is found fault with.
 */
export function inFile(
  layers: readonly Placed[],
  findings: readonly Finding[],
  isSet: (path: Path) => boolean,
): readonly Finding[] {
  const told = new Map<string, Finding>();
  for (const finding of findings) {
    const moved = movedToFile(layers, finding, isSet);
    const key = JSON.stringify([moved.path, finding.at, finding.message]);
    if (!told.has(key)) told.set(key, moved);
  }
  return [...told.values()];
}

function movedToFile(layers: readonly Placed[], finding: Finding, isSet: (path: Path) => boolean): Finding {
  const source = sourceOf(layers, finding.path);
  const other = finding.other && (sourceOf(layers, finding.other)?.path ?? finding.other);
  const rest = { ...finding, ...(other && { other }) };
  if (!source) return rest;
  const { name, origin } = source.placed;
  if (!origin.use) return { ...rest, path: source.path };
  const within = finding.path.slice(2);
  const parameter = origin.replaced.find(({ at }) => isWithin(within, at));
  const given = parameter ? `, where ${parameter.parameter} is ${found(parameter.argument.value)}` : '';
  const path = parameter && isSet(parameter.argument.path) ? parameter.argument.path : source.path;
  return { ...rest, path, message: `${finding.message} (in ${name} of ${formatPath(origin.use)}${given})` };
}

function sourceOf(layers: readonly Placed[], path: Path) {
  const [first, index, ...rest] = path;
  const placed = first === 'architecture' && typeof index === 'number' ? layers[index] : undefined;
  return placed && { placed, path: [...placed.origin.path, ...rest] };
}
