import { Errors } from '@oclif/core';
import { isSystemError } from '../disk/io-error.js';
import { EXIT, type Problem, UserError } from '../errors.js';
import { Interrupted } from './signals.js';

/** What the command line says and does about an error. */
export interface Failure {
  readonly exitCode: number;
  /** For stderr; empty where nothing is to be said. */
  readonly text: string;
  /** For stdout under `--json`. */
  readonly json: {
    readonly error: {
      readonly message: string;
      readonly exit_code: number;
      readonly problems?: readonly Problem[];
    };
  };
}

/** Sorts an error into a user's, the system's (exit 4), an interruption, or a bug of dlx. Only bugs under DEBUG show a stack. */
export function failureOf(error: unknown, debug: boolean): Failure {
  if (error instanceof UserError) {
    const text = debug ? stackOf(error) : error.message;
    return failure(error.exitCode, text, error.message, error.problems);
  }
  if (error instanceof Interrupted) return failure(error.exitCode, error.message, error.message);
  if (error instanceof Errors.CLIError) {
    const message = plainly(error.message.replace(/\nSee more help with --help$/, ''));
    return failure(EXIT.usage, message, message);
  }
  if (isSystemError(error)) return failureOf(systemProblem(error), debug);
  const message = `this is a bug of dlx: ${firstLine(error)}`;
  const hint = 'set DEBUG=dlx to see where, and please report it';
  return failure(EXIT.bug, debug ? `${message}\n${stackOf(error)}` : `${message} (${hint})`, message);
}

/** What oclif says of a value that a flag cannot have, as all other messages say it. */
function plainly(message: string): string {
  const { flag, expected, found } =
    /^Parsing (?<flag>--\S+)\s+Expected (?<expected>.+) but received: (?<found>.*)$/s.exec(message)?.groups ??
    {};
  if (flag !== undefined) return `found ${flag} ${found}, expected ${expected}`;
  const both = /occurred:\s+(?<one>--[^\s=]+)\S* cannot also be provided when using (?<other>--\S+)/.exec(
    message,
  );
  return both ? `found ${both.groups!.other} and ${both.groups!.one}, expected one of them` : message;
}

function systemProblem(error: NodeJS.ErrnoException): UserError {
  const output = error.path === undefined && error.syscall === 'write';
  const where = error.path === undefined ? {} : { file: error.path };
  return new UserError(
    { ...where, message: `cannot ${output ? 'write the output' : 'go on'}: ${error.message}` },
    EXIT.io,
    error,
  );
}

function failure(exitCode: number, text: string, message: string, problems?: readonly Problem[]): Failure {
  return { exitCode, text, json: { error: { message, exit_code: exitCode, ...(problems && { problems }) } } };
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.split('\n')[0]!;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause) || String(error.cause)}`;
  return `${error.stack ?? ''}${cause}`;
}
