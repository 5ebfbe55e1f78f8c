import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ExitCode, type Problem, UserError } from '../../errors.js';
import { chosenRuns } from '../../runs/catalog/choose.js';
import { findFamily } from '../../runs/families.js';
import { parseId } from '../../runs/id.js';
import { print } from '../output.js';
import { selectionOf } from '../selection.js';

type Flags = Parameters<typeof selectionOf>[0] & { readonly 'runs-dir': string };

/**
 * Folders of the runs that a command is to change, each of them once. Not both ways to choose at once: whoever names a
 * run and a condition may mean either, and what is removed is gone.
 *
 * @param families with the folder of a repeat or sweep that is named, beside those of its runs.
 * @throws UserError where none is meant, and as `chosenRuns`.
 */
export function foldersToChange(named: readonly string[], flags: Flags, families = false): readonly string[] {
  const [runsDir, selection] = [flags['runs-dir'], selectionOf(flags)];
  const chosen = Object.keys(selection).length > 0;
  if (chosen === named.length > 0) {
    const found = chosen ? 'runs and flags that choose among all' : 'no run';
    const hint = 'name runs (`last`, an id), or choose some with flags, as --name or --where';
    throw new UserError({ message: `found ${found}, expected either runs or flags that choose some`, hint });
  }
  if (!chosen) return [...new Set(named.flatMap((run) => foldersOf(runsDir, run, families)))];
  const { runs } = chosenRuns(runsDir, [], selection, Date.now());
  if (runs.length === 0) print(process.stderr, `no run in ${runsDir} meets all of that`);
  return runs.map(({ folder }) => folder);
}

/** Of a whole id the record is not read: it may be damaged. A repeat or sweep comes behind its runs. */
function foldersOf(runsDir: string, run: string, families: boolean): readonly string[] {
  const folder = join(runsDir, run);
  if (parseId(run) && existsSync(folder)) return [folder];
  const folders = chosenRuns(runsDir, [run], {}, 0).runs.map((one) => one.folder);
  const family = families ? findFamily(runsDir, run) : undefined;
  return family === undefined ? folders : [...folders, join(runsDir, family)];
}

/** Changes one after the other; where that fails, the others are changed all the same, and the error tells of each. */
export function changing<T>(
  folders: readonly string[],
  change: (folder: string) => T,
): { readonly done: readonly T[]; readonly error?: UserError } {
  const done: T[] = [];
  const problems: Problem[] = [];
  let exitCode = 0;
  for (const folder of folders) {
    try {
      done.push(change(folder));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.problems);
      exitCode = Math.max(exitCode, error.exitCode);
    }
  }
  return problems.length === 0 ? { done } : { done, error: new UserError(problems, exitCode as ExitCode) };
}
