import type { Problem } from '../../errors.js';
import { quote } from '../../experiment/describe.js';
import type { Finding } from '../../experiment/path.js';
import { readSource } from '../../experiment/source.js';
import { failed } from './problems.js';

/** `path=value,value` as given on the command line. */
export interface Argument {
  /** How problems name it: `argument 'training.epochs=1,2'`. */
  readonly label: string;
  readonly path: string;
  readonly values: readonly unknown[];
}

const FORM = 'write path=value,value, as in training.batch_size=32,64';

/** Throws a UserError with all that is wrong with them. */
export function readArguments(texts: readonly string[]): readonly Argument[] {
  const read = texts.map(readArgument);
  const given = read.flatMap((one) => one.argument ?? []);
  const problems = [...read.flatMap((one) => one.problems), ...twice(given)];
  if (problems.length > 0) throw failed(problems);
  return given;
}

/** Says of findings at `parameters` which of the arguments has set them. */
export function locatedIn(texts: readonly string[]): (finding: Finding) => Problem {
  const given = readArguments(texts);
  return ({ path: [, path], message, hint }) => {
    const argument = given.find((one) => one.path === path);
    const where = argument ? { file: argument.label, key: argument.path } : {};
    return { ...where, message, ...(hint !== undefined && { hint }) };
  };
}

function readArgument(text: string): { readonly argument?: Argument; readonly problems: readonly Problem[] } {
  const label = `argument '${quote(text).slice(1, -1)}'`;
  const equals = text.indexOf('=');
  if (equals < 1) {
    const message = `found ${equals === 0 ? 'no path' : 'no `=`'}, expected path=value,value`;
    return { problems: [{ file: label, message, hint: FORM }] };
  }
  const path = text.slice(0, equals).trim();
  const { values, problems } = readValues(text.slice(equals + 1), label);
  const problem = ({ message, hint }: Problem) => ({
    file: label,
    key: path,
    message,
    ...(hint && { hint }),
  });
  if (problems.length > 0) return { problems: problems.map(problem) };
  if (values.length === 0) {
    return { problems: [{ file: label, message: 'found no value after `=`', hint: FORM }] };
  }
  const keys = values.map((value) => JSON.stringify(value));
  const again = keys.find((key, i) => keys.indexOf(key) < i);
  if (again !== undefined)
    return { problems: [problem({ message: `found ${again} twice, expected it once` })] };
  return { argument: { label, path, values }, problems: [] };
}

/** A list in brackets, or what would be one: then `[1,2],[3]` is a list of two lists. */
function readValues(
  text: string,
  label: string,
): { readonly values: readonly unknown[]; readonly problems: readonly Problem[] } {
  const alone = readSource(text, label);
  if (alone.faults.length === 0 && Array.isArray(alone.value)) return { values: alone.value, problems: [] };
  const { value, faults } = readSource(`[${text}]`, label);
  if (faults.length > 0) return { values: [], problems: faults.map(({ problem }) => problem) };
  return { values: value as readonly unknown[], problems: [] };
}

function twice(given: readonly Argument[]): Problem[] {
  return given
    .filter(({ path }, i) => given.findIndex((one) => one.path === path) < i)
    .map(({ label, path }) => ({
      file: label,
      key: path,
      message: 'found the path a second time, expected it once',
      hint: 'write all of its values behind one `=`',
    }));
}
