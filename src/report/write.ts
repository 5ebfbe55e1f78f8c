import { writeAtomic } from '../disk/atomic.js';
import { isSystemError } from '../disk/io-error.js';
import { EXIT, UserError } from '../errors.js';

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a file stands where its folder is expected',
  EISDIR: 'a folder stands there',
  EACCES: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/** Writes a page as a whole or not at all. @throws UserError (exit 4) where the disk does not do its part. */
export function writeReport(file: string, html: string): void {
  try {
    writeAtomic(file, html);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const message = `the report cannot be written: ${REASONS[error.code] ?? error.message}`;
    throw new UserError({ file, message, hint: 'name another file with --out' }, EXIT.io, error);
  }
}
