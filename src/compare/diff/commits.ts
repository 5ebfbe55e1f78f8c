import { execFile } from 'node:child_process';

/** How many commits each of two has that the other has not. */
export interface Commits {
  readonly onlyA: number;
  readonly onlyB: number;
}

/** Asks git in a folder; undefined where it does not know both commits, or there is no git. */
export function commitsBetween(folder: string, a: string, b: string): Promise<Commits | undefined> {
  // A record may hold anything, also what git would take for an option.
  if (![a, b].every((commit) => /^[0-9a-f]{7,64}$/.test(commit))) return Promise.resolve(undefined);
  const command = ['--no-optional-locks', '-C', folder, 'rev-list', '--left-right', '--count', `${a}...${b}`];
  return new Promise((resolve) => {
    execFile('git', command, { timeout: 3000 }, (error, stdout) => {
      const [onlyA, onlyB] = stdout.trim().split(/\s+/).map(Number);
      const known = !error && Number.isInteger(onlyA) && Number.isInteger(onlyB);
      resolve(known ? { onlyA: onlyA!, onlyB: onlyB! } : undefined);
    });
  });
}
