import { EXIT, UserError } from '../../errors.js';

/** What stands in an answer below some keys. */
function at(answer: unknown, keys: readonly string[]): unknown {
  let found = answer;
  for (const key of keys) found = (found as { readonly [key: string]: unknown } | undefined | null)?.[key];
  return found;
}

/** A text of an answer; `value` of a param may be left out where it is empty. @throws UserError where there is none. */
export function textAt(answer: unknown, ...keys: readonly string[]): string {
  const found = at(answer, keys);
  if (typeof found === 'string') return found;
  if (found === undefined && keys.at(-1) === 'value') return '';
  const message = `the server's answer has no ${keys.join('.')}, expected that of MLflow's REST API 2.0`;
  throw new UserError({ message, hint: 'is that the address of an MLflow server?' }, EXIT.io);
}

/** A list of an answer; one that is left out is empty. */
export function listAt(answer: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = at(answer, keys);
  return Array.isArray(found) ? found : [];
}

export const isAt = (answer: unknown, value: unknown, ...keys: readonly string[]) =>
  at(answer, keys) === value;
