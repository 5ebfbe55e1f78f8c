import { execFile } from 'node:child_process';
import type { Git } from './record.js';

/**
 * Commit and dirtiness of the work tree that a folder lies in. Never fails: where git, a repository or a
 * commit is missing, or git takes more than 3 s, `reason` says so. Start it early and await it late: it
 * takes some 10 ms in another process. Untracked files do not count as dirty.
 */
export function gitState(folder: string): Promise<Git> {
  // --no-optional-locks: looking must not disturb a git command that the user runs at the same time
  const command = ['--no-optional-locks', '-C', folder, 'status', '--porcelain=v2', '--branch', '-uno'];
  return new Promise((resolve) => {
    execFile('git', command, { timeout: 3000, maxBuffer: 1 << 26 }, (error, stdout) => {
      resolve(error ? unknownGit(reasonOf(error)) : parseStatus(stdout));
    });
  });
}

export function unknownGit(reason: string): Git {
  return { commit: null, dirty: null, reason };
}

/** Reads `git status --porcelain=v2 --branch`: headers begin with `#`, every other line is a change. */
export function parseStatus(text: string): Git {
  const lines = text.split('\n').filter((line) => line !== '');
  const commit = lines.find((line) => line.startsWith('# branch.oid '))?.slice('# branch.oid '.length);
  const dirty = lines.some((line) => !line.startsWith('#'));
  if (!commit || commit === '(initial)') return { commit: null, dirty, reason: 'no commit yet' };
  return { commit, dirty };
}

function reasonOf(error: Error & { code?: unknown; killed?: boolean }): string {
  if (error.killed) return 'git took too long';
  if (error.code === 'ENOENT') return 'git is not installed';
  return /not a git repository/.test(error.message) ? 'no git repository' : 'git failed';
}
