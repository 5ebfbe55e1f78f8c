import { EXIT, UserError } from '../errors.js';

const HINTS: { readonly [code: string]: string } = {
  ENOSPC: 'the disk is full: free some space, or write elsewhere with --runs-dir',
  EDQUOT: 'the disk quota is used up: free some space, or write elsewhere with --runs-dir',
  EACCES: 'permission denied: change the permissions, or write elsewhere with --runs-dir',
  EPERM: 'not permitted: change the permissions, or write elsewhere with --runs-dir',
  EROFS: 'the file system is read-only: write elsewhere with --runs-dir',
  ENOTDIR: 'a file stands where a folder is expected: choose another folder with --runs-dir',
  EEXIST: 'a file stands where a folder is expected: choose another folder with --runs-dir',
  ENAMETOOLONG: 'the path is too long: choose a shorter --runs-dir',
  ELOOP: 'a symbolic link stands there, which may lead out of the folder: remove it',
  ENOENT: 'the folder cannot be made there, or has vanished: choose another with --runs-dir',
  EMFILE: 'too many open files: raise the limit (ulimit -n)',
};

/** Whether an error comes from the file system, network or another system call. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

/**
 * A system error as a message for the user (exit 4); any other error is returned as it is. `flag`: what says where is
 * written.
 */
export function ioError(error: unknown, doing: string, path: string, flag = '--runs-dir'): unknown {
  if (!isSystemError(error)) return error;
  const hint = HINTS[error.code]?.replace('--runs-dir', flag);
  const problem = { file: path, message: `cannot ${doing} (${error.code})`, ...(hint && { hint }) };
  return new UserError(problem, EXIT.io, error);
}

/** Runs `work`; its system errors come out as messages for the user. */
export function withIoErrors<T>(doing: string, path: string, work: () => T, flag?: string): T {
  try {
    return work();
  } catch (error) {
    throw ioError(error, doing, path, flag);
  }
}
