import { formatProblem, type Problem } from '../../errors.js';

/** A file that was checked, and all that is wrong with it. */
export interface Checked {
  readonly file: string;
  readonly problems: readonly Problem[];
}

/** Texts for stdout (`right`) and stderr (`wrong`); empty where there is nothing to say. */
export function validationReport(checked: readonly Checked[]): { right: string; wrong: string } {
  const right = checked.filter(({ problems }) => problems.length === 0).map(({ file }) => `${file}: valid`);
  const bad = checked.filter(({ problems }) => problems.length > 0);
  const found = bad.flatMap(({ file, problems }) =>
    problems.map((p) => formatProblem(p.file ? p : { ...p, file })),
  );
  if (found.length > 0) found.push(total(found.length, bad.length, checked.length));
  return { right: right.join('\n'), wrong: found.join('\n') };
}

function total(problems: number, bad: number, files: number): string {
  const mistakes = `${problems} problem${problems === 1 ? '' : 's'}`;
  return files === 1 ? mistakes : `${mistakes} in ${bad} of ${files} files`;
}

/** The document that `dlx validate --json` prints. */
export function validationJson(checked: readonly Checked[]) {
  return checked.map(({ file, problems }) => ({ file, valid: problems.length === 0, problems }));
}
