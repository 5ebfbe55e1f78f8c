import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { writeAtomic } from '../disk/atomic.js';
import { withIoErrors } from '../disk/io-error.js';
import { annotations } from './annotations.js';
import { git } from './git.js';
import { junitReport } from './junit.js';
import { checkMarkdown } from './markdown.js';
import type { CheckResult } from './result.js';

/** Files that are to be written at the end. */
export interface Reports {
  readonly junit?: string;
  readonly md?: string;
  /** Markdown is added to this file, which other steps of the job write to as well. */
  readonly summary?: string;
}

const DOING = 'write the report';

/** Makes the folders of reports before any time is spent. Throws a UserError (exit 4) where that cannot be. */
export function prepareReports({ junit, md }: Reports): void {
  const folderOf = (path: string, flag: string) =>
    withIoErrors(DOING, path, () => mkdirSync(dirname(path), { recursive: true }), flag);
  if (junit !== undefined) folderOf(junit, '--junit');
  if (md !== undefined) folderOf(md, '--md');
}

/** Throws a UserError (exit 4) for a file that cannot be written. */
export function writeReports(result: CheckResult, { junit, md, summary }: Reports): void {
  const write = (path: string, flag: string, text: string) =>
    withIoErrors(DOING, path, () => writeAtomic(path, text), flag);
  if (junit !== undefined) write(junit, '--junit', junitReport(result));
  if (md !== undefined) write(md, '--md', checkMarkdown(result));
  if (summary === undefined) return;
  const text = `${checkMarkdown(result)}\n`;
  withIoErrors(DOING, summary, () => appendFileSync(summary, text), 'GITHUB_STEP_SUMMARY');
}

/** The lines that GitHub Actions makes annotations of; files are named from the top of the repository. */
export async function annotationLines({ experiments }: CheckResult): Promise<readonly string[]> {
  const root = await git(process.cwd(), 'rev-parse', '--show-prefix');
  const prefix = root.ok ? root.stdout.trimEnd() : '';
  const named = (file: string) => pathFrom(prefix, file);
  return experiments.flatMap((one) => annotations(one, named));
}

/** `prefix`: the working directory from the top of the repository, with a slash behind it, or nothing. */
function pathFrom(prefix: string, file: string): string {
  const depth = prefix.split('/').length - 1;
  const top = resolve(process.cwd(), ...Array.from({ length: depth }, () => '..'));
  return relative(top, resolve(file)).split(sep).join('/');
}
