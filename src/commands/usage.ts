import type { Command } from '@oclif/core';
import leven from 'leven';
import { UserError } from '../errors.js';

/** `runs:show`, oclif's name of a command, as users write it. */
export const spoken = (id: string) => id.replaceAll(':', ' ');

/**
 * The command that words begin with, by oclif's name, and the words behind it. Of a command that has others below it, as
 * `runs`, a word behind it is meant for one of those, unless it takes words itself, as `sweep`.
 *
 * @param takesWords whether a command has arguments.
 * @throws UserError where there is no such command. Undefined where the words begin with none, but with a flag, say.
 */
export function commandIn(
  [first, second, ...others]: readonly string[],
  ids: readonly string[],
  takesWords: (id: string) => boolean = () => false,
): { readonly id: string; readonly rest: readonly string[] } | undefined {
  if (first === undefined || isFlag(first)) return undefined;
  if (second !== undefined && !isFlag(second)) {
    const id = `${first}:${second}`;
    if (ids.includes(id)) return { id, rest: others };
    const below = ids.some((one) => one.startsWith(`${first}:`));
    if (below && !takesWords(first)) throw unknownCommand(`${first} ${second}`, ids);
  }
  if (!ids.includes(first)) throw unknownCommand(first, ids);
  return { id: first, rest: second === undefined ? [] : [second, ...others] };
}

const isFlag = (word: string) => word.startsWith('-');

/** A command that does not exist: the nearest that does. */
export function unknownCommand(given: string, ids: readonly string[]): UserError {
  const commands = ids.map(spoken);
  return new UserError({
    message: `dlx has no command ${given}; its commands are ${commands.join(', ')}`,
    hint: `${meant(given, commands)}see them with \`dlx --help\``,
  });
}

/** Flags that a command does not have: the nearest that it has. */
export function unknownFlags(
  given: readonly string[],
  command: string,
  flags: Command.Class['flags'],
): UserError {
  const names = Object.keys(flags).map((name) => `--${name}`);
  return new UserError(
    given.map((flag) => ({
      message: `dlx ${command} has no flag ${flag}; its flags are ${names.join(', ')}`,
      hint: `${meant(flag, names)}see them with \`dlx ${command} --help\``,
    })),
  );
}

/** Arguments that a command needs and did not get. */
export function missingArguments(names: readonly string[], command: string): UserError {
  return new UserError({
    message: `dlx ${command} needs ${names.join(' and ')}, found nothing in its place`,
    hint: `see examples with \`dlx ${command} --help\``,
  });
}

function meant(given: string, names: readonly string[]): string {
  const plain = given.toLowerCase().replace(/=.*/s, '');
  // What begins like one is taken for it: `export` for export-runs.
  const distance = (name: string) => (plain.length > 3 && name.startsWith(plain) ? 0 : leven(plain, name));
  const near = names.toSorted((a, b) => distance(a) - distance(b))[0];
  const close = near !== undefined && distance(near) <= Math.max(2, near.length / 3);
  return close ? `did you mean ${near}? ` : '';
}
