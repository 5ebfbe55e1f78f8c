import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../errors.js';
import { canonicalJson, parseExperiment } from '../experiment/index.js';
import { computingChanged } from './code.js';
import { git, namesIn } from './git.js';
import type { Job } from './job.js';

/**
 * Why an experiment counts as changed in the work tree since it left `ref`, as parts of a sentence; none where it does
 * not. What counts are its resolved config and `expect`, its baseline, files that it names inside the repository, versions
 * of what computes, and files of `code`.
 *
 * @param code git's glob patterns, from the working directory.
 * @throws UserError (exit 2) where there is no repository or no such commit.
 */
export async function whyChanged(job: Job, ref: string, code: readonly string[]): Promise<readonly string[]> {
  const { folder } = job.loaded;
  const { base, top } = await startOf(folder, ref);
  const here = { base, folder: top };
  const [config, baseline, data, computing, given] = await Promise.all([
    configChanged(job, base),
    anyChanged(here, inside(top, [resolve(job.path)])),
    anyChanged(here, inside(top, filesNamedBy(job))),
    computingChanged(realpathSync(folder), top, base),
    anyChanged(
      { base, folder: process.cwd() },
      code.map((glob) => `:(glob)${glob}`),
    ),
  ]);
  const reasons: readonly [boolean, string][] = [
    [config, 'its config has changed'],
    [baseline, 'its baseline has changed'],
    [data, 'its data has changed'],
    [computing || given, 'the code has changed'],
  ];
  return reasons.filter(([changed]) => changed).map(([, why]) => why);
}

/** Where the work tree left `ref`, so that what others have committed there since does not count. */
async function startOf(folder: string, ref: string): Promise<{ base: string; top: string }> {
  const option = `--changed-since ${ref}`;
  const root = await git(folder, 'rev-parse', '--show-toplevel');
  if (!root.ok) {
    const message = `${option}: ${folder} is in no git repository`;
    throw new UserError({ message, hint: `git says: ${root.stderr.trim().split('\n')[0]}` });
  }
  const commit = await git(folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
  if (!commit.ok) {
    const hint =
      'expected a branch, tag or commit; where CI has cloned only the newest commit, fetch it first';
    throw new UserError({ message: `${option}: git knows no such commit`, hint });
  }
  const found = await git(folder, 'merge-base', commit.stdout.trim(), 'HEAD');
  return {
    base: (found.ok ? found : commit).stdout.trim(),
    top: realpathSync(root.stdout.replace(/\n$/, '')),
  };
}

/** `expect` is no part of the hash, but decides as well. */
async function configChanged({ loaded, file }: Job, base: string): Promise<boolean> {
  const { folder, value, hash } = loaded;
  const before = await git(folder, 'show', `${base}:./${basename(file)}`);
  if (!before.ok) return true;
  try {
    const then = parseExperiment(before.stdout, { file, folder });
    return then.hash !== hash || canonicalJson(then.value.expect) !== canonicalJson(value.expect);
  } catch (error) {
    if (error instanceof UserError) return true;
    throw error;
  }
}

/** Whether a path differs from the commit, or is new and not ignored. */
async function anyChanged(
  { base, folder }: { readonly base: string; readonly folder: string },
  paths: readonly string[],
): Promise<boolean> {
  if (paths.length === 0) return false;
  const [differing, untracked] = await Promise.all([
    git(folder, 'diff', '--name-only', '-z', base, '--', ...paths),
    git(folder, 'ls-files', '--others', '--exclude-standard', '-z', '--', ...paths),
  ]);
  for (const answer of [differing, untracked]) {
    if (!answer.ok) throw new UserError({ message: `git could not compare files: ${answer.stderr.trim()}` });
  }
  return namesIn(differing).length + namesIn(untracked).length > 0;
}

/** Every text among the options of the data source may be a path; those that are none change nothing. */
function filesNamedBy({ loaded: { folder, value } }: Job): readonly string[] {
  const { dataset } = value.data;
  const texts = [
    value.initial_weights,
    ...(typeof dataset === 'string' ? [] : textsIn(Object.values(dataset)[0])),
  ];
  return texts.filter((text) => text !== undefined).map((text) => resolve(folder, text));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Of absolute paths those in the repository, as patterns of git from its top; of others it knows nothing. */
function inside(top: string, paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const below = relative(top, realOf(path));
    const out = below === '' || below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below);
    return out ? [] : [`:(literal)${below.split(sep).join('/')}`];
  });
}

/** Of a file that was deleted, its folder's. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realOf(above), basename(path));
  }
}
