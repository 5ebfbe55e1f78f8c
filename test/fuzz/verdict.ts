import { UserError } from '../../src/errors.js';

/** What must never be the outcome of opening a file: in one sentence, or undefined for a good end. */
export function faultOf(error: unknown): string | undefined {
  if (!(error instanceof UserError)) {
    const { stack, message } = error as Error;
    return `threw ${stack ?? message ?? String(error)}`;
  }
  const { problems, message, exitCode } = error;
  if (problems.length === 0) return 'threw a UserError without a problem';
  if (![2, 4, 5].includes(exitCode)) return `threw a UserError of exit code ${exitCode}`;
  if (message.length > LONGEST) return `threw a message of ${message.length} characters`;
  if (/[^\P{Cc}\n]/u.test(message))
    return `threw a message that moves the cursor: ${JSON.stringify(message)}`;
  if (/\n {4}at /.test(message)) return `threw a message with a stack trace: ${message}`;
  if (problems.some(({ line = 1, column = 1 }) => !(line > 0) || !(column > 0)))
    return 'names line or column 0';
  return undefined;
}

/** A hundred problems of a few lines each. */
const LONGEST = 200_000;

const guarded = [Object, Array, Function, Map, Set, String, Number, Promise, Error].map(
  ({ prototype }) => prototype as object,
);
const before = guarded.map((prototype) => Reflect.ownKeys(prototype).length);

/** Whether a shared prototype has got a key, or a value that was read has another prototype than its kind. */
export function pollutionIn(value: unknown): string | undefined {
  const grown = guarded.find((prototype, i) => Reflect.ownKeys(prototype).length !== before[i]);
  if (grown) return `changed a prototype: ${Reflect.ownKeys(grown).map(String).join(' ')}`;
  const seen = new Set<unknown>();
  const open = [value];
  while (open.length > 0 && seen.size < 10_000) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null || seen.has(one) || ArrayBuffer.isView(one)) continue;
    seen.add(one);
    const prototype = Object.getPrototypeOf(one) as object | null;
    if (prototype !== null && !guarded.includes(prototype)) return 'gave a value with a prototype of its own';
    open.push(...(one instanceof Map ? one.values() : Object.values(one)));
  }
  return undefined;
}
