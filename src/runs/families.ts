import { UserError } from '../errors.js';
import { makeId, parseId } from './id.js';
import { namesIn } from './list.js';

/** What has runs as its parts, by the word that the names of its folders begin with: `sweep-20261122T075012Z-...`. */
export const FAMILIES = ['repeat', 'sweep'] as const;
export type Family = (typeof FAMILIES)[number];

/** The id of such a family, from what would be the id of a run: `repeat-20261122T075012Z-mnist-mlp-1a2b3c4d`. */
export function makeFamilyId(family: Family, ...run: Parameters<typeof makeId>): string {
  return `${family}-${makeId(...run)}`;
}

/** Of what family the name of a folder is; undefined for any other. */
export function familyOf(name: string): Family | undefined {
  return FAMILIES.find((one) => name.startsWith(`${one}-`) && parseId(name.slice(one.length + 1)));
}

/** What it is called, as its id has it; undefined for any other name of a folder. */
export const nameIn = (id: string) => parseId(id.slice(id.indexOf('-') + 1))?.name;

/** Ids of all families of a kind in a folder, newest first. Throws a UserError (exit 4) where it cannot be read. */
export function familyIds(runsDir: string, family: Family): readonly string[] {
  return namesIn(runsDir)
    .filter((name) => familyOf(name) === family)
    .sort()
    .reverse();
}

/**
 * Ids of families that begin so, with at least a digit of the time: `repeat` and `sweep` alone are as good names for an
 * experiment.
 */
export function familiesBeginning(runsDir: string, ref: string): readonly string[] {
  return FAMILIES.filter((one) => new RegExp(`^${one}-\\d`).test(ref)).flatMap((one) =>
    familyIds(runsDir, one).filter((id) => id.startsWith(ref)),
  );
}

/**
 * The id of the family that a word on the command line means; undefined for what means none.
 *
 * @throws UserError for one that is ambiguous.
 */
export function findFamily(runsDir: string, ref: string): string | undefined {
  const found = familiesBeginning(runsDir, ref);
  if (found.includes(ref) || found.length < 2) return found.includes(ref) ? ref : found[0];
  const message = `${ref} is the beginning of ${found.length} ${familyOf(found[0]!)}s: ${found.slice(0, 5).join(', ')}`;
  throw new UserError({ message, hint: 'write more of the id' });
}
