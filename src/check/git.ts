import { execFile } from 'node:child_process';

/** What a git command printed, and how it ended. */
export interface Answer {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs git in a folder. Never throws: where git is missing or fails, `ok` is false and `stderr` says why. */
export function git(folder: string, ...words: readonly string[]): Promise<Answer> {
  // --no-optional-locks: looking must not disturb a git command that the user runs at the same time
  const command = ['--no-optional-locks', '-C', folder, ...words];
  return new Promise((resolve) => {
    execFile('git', command, { maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      resolve({ ok: !error, stdout, stderr: error && stderr === '' ? error.message : stderr });
    });
  });
}

/** Names in the output of a command with `-z`. */
export const namesIn = ({ stdout }: Answer): readonly string[] =>
  stdout.split('\0').filter((name) => name !== '');
