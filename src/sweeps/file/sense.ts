import { found } from '../../experiment/describe.js';
import type { Finding } from '../../experiment/path.js';
import { Stream } from '../../random.js';
import type { Value } from '../distributions/distribution.js';
import { assign, type Dimension, isAllowed, type Space } from '../space.js';

/** What can be read, but cannot be meant: a space in which there is nothing to search, or parts of it that never count. */
export function senseFindings(space: Space, patience: number): readonly Finding[] {
  const findings = [...conditions(space), ...numbers(space)];
  if (findings.length > 0) return findings;
  return [...nothing(space), ...unmet(space, patience)];
}

/** Conditions on values that the other parameter never has. */
function conditions({ dimensions }: Space): Finding[] {
  return dimensions.flatMap(({ paths, when }) =>
    [...when].flatMap(([path, values]) => {
      const other = dimensions.find((one) => one.paths.includes(path))!;
      const never = values.find((value) => !has(other, path, value));
      if (never === undefined) return [];
      const message = `${path} is never ${found(never)}`;
      const some = other.axis.count <= 12 ? valuesOf(other, path).map((one) => JSON.stringify(one)) : [];
      const hint = some.length > 0 ? `its values: ${some.join(', ')}` : undefined;
      return [{ path: ['parameters', paths[0]!, 'when', path], message, ...(hint && { hint }) }];
    }),
  );
}

function has(dimension: Dimension, path: string, value: Value): boolean {
  if (dimension.paths.length === 1) return dimension.axis.cell(value) !== undefined;
  return valuesOf(dimension, path).some((one) => JSON.stringify(one) === JSON.stringify(value));
}

/** All values that one of the paths of a dimension takes. */
function valuesOf({ paths, axis }: Dimension, path: string): readonly Value[] {
  const values = axis.values();
  return paths.length === 1 ? values : values.map((row) => (row as readonly Value[])[paths.indexOf(path)]);
}

/** Constraints on parameters that are no numbers: they would hold, whatever the values. */
function numbers({ dimensions, constraints }: Space): Finding[] {
  return constraints.flatMap(({ paths }, i) => {
    const odd = paths.find((path) => {
      const dimension = dimensions.find((one) => one.paths.includes(path))!;
      return !dimension.axis.ordered && !valuesOf(dimension, path).some((one) => typeof one === 'number');
    });
    if (odd === undefined) return [];
    const hint = 'a constraint compares numbers; `when` says on which other values a parameter depends';
    return [{ path: ['constraints', i], message: `${odd} is never a number, expected one`, hint }];
  });
}

function nothing({ dimensions }: Space): Finding[] {
  if (dimensions.some(({ axis }) => axis.count > 1)) return [];
  const message = 'nothing varies, expected a parameter with several values';
  return [{ path: ['parameters'], at: 'key', message, hint: '`dlx run` trains an experiment once' }];
}

/** Points that are looked at before constraints count as impossible to meet. */
const TRIES = 2000;

/** Constraints that nothing, or hardly anything, meets. */
function unmet(space: Space, patience: number): Finding[] {
  // A grid goes through all of them, however few are left.
  if (space.constraints.length === 0 || patience === Infinity) return [];
  const stream = new Stream(0, 'sweep constraints');
  for (let i = 0; i < TRIES; i++) {
    const point = space.dimensions.map(() => stream.uniform());
    if (isAllowed(space, assign(space, point).assignment)) return [];
  }
  const message = `none of ${TRIES} random sets of values meets them`;
  return [{ path: ['constraints'], at: 'key', message, hint: 'loosen them, or change the parameters' }];
}
