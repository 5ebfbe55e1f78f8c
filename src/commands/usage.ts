import type { Command } from '@oclif/core';
import leven from 'leven';
import { UserError } from '../errors.js';

/** A command that does not exist: the nearest that does. */
export function unknownCommand(given: string, commands: readonly string[]): UserError {
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
  const near = names.toSorted((a, b) => leven(plain, a) - leven(plain, b))[0];
  const close = near !== undefined && leven(plain, near) <= Math.max(2, near.length / 3);
  return close ? `did you mean ${near}? ` : '';
}
