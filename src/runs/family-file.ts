import { ioError } from '../disk/io-error.js';
import { readSmall } from '../disk/read.js';
import { UserError } from '../errors.js';
import type { Family } from './families.js';

const MADE_BY: { readonly [family in Family]: string } = {
  repeat: '`dlx run FILE --repeat N`',
  sweep: '`dlx sweep FILE`',
};

/**
 * The text of a file in the folder of a repeat or sweep.
 *
 * @throws UserError: exit 2 where there is none, or none of at most `most` bytes; 4 where it cannot be read.
 */
export function readFamilyFile(family: Family, file: string, most: number): string {
  try {
    return readSmall(file, most);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw ioError(error, `read the ${family}`, file);
    const hint = `a ${family} is a folder that ${MADE_BY[family]} makes`;
    throw new UserError({ file, message: `no ${family} found here`, hint });
  }
}

/** The record in the text of such a file: a map of a version. Throws a UserError (exit 2) for anything else. */
export function parseFamilyFile(
  family: Family,
  text: string,
  file: string,
  version: number,
): { readonly [key: string]: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw notOne(family, file, `that is not valid JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw notOne(family, file, 'that is not an object');
  }
  const found = (value as { readonly schema_version?: unknown }).schema_version;
  if (found !== version) {
    throw notOne(family, file, `of schema_version ${JSON.stringify(found) ?? 'none'}, not ${version}`);
  }
  return value as { readonly [key: string]: unknown };
}

/** For what does not hold what dlx writes there. */
export function notOne(family: Family, file: string, found: string): UserError {
  const hint =
    'the file was changed or damaged, or written by another version of dlx; its runs may be intact';
  return new UserError({
    file,
    message: `expected what came of a ${family}, found something ${found}`,
    hint,
  });
}
