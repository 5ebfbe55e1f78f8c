import { Errors } from '@oclif/core';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../src/commands/failure.js';
import { Interrupted } from '../../src/commands/signals.js';
import { missingArguments, unknownCommand, unknownFlags } from '../../src/commands/usage.js';
import { EXIT, UserError } from '../../src/errors.js';

describe('an error', () => {
  test("a user's has its own exit code and no stack", () => {
    const error = new UserError({ file: 'a', message: 'no space' }, EXIT.io);
    expect(failureOf(error, false)).toEqual({
      exitCode: 4,
      text: 'a: no space',
      json: {
        error: { message: 'a: no space', exit_code: 4, problems: [{ file: 'a', message: 'no space' }] },
      },
    });
    expect(failureOf(error, true).text).toMatch(/at .*failure\.test\.ts/);
  });

  test('a bug says so, in one line, and shows its stack under DEBUG only', () => {
    const failure = failureOf(new TypeError('x is not\na function'), false);
    expect(failure.exitCode).toBe(EXIT.bug);
    expect(failure.text).toMatch(/^this is a bug of dlx: TypeError: x is not \(set DEBUG=dlx .*\)$/);
    expect(failureOf(new TypeError('x'), true).text).toMatch(/at .*failure\.test\.ts/);
    expect(failureOf('thrown text', false).exitCode).toBe(EXIT.bug);
  });

  test("a flag's value that is none says what was expected", () => {
    const words = 'Parsing --repeat \n\tExpected an integer greater than or equal to 1 but received: 0';
    const { exitCode, text } = failureOf(new Errors.CLIError(`${words}\nSee more help with --help`), false);
    expect([exitCode, text]).toEqual([2, 'found --repeat 0, expected an integer greater than or equal to 1']);
  });

  test('two flags that exclude one another', () => {
    const words = 'The following error occurred:\n  --json=true cannot also be provided when using --csv';
    expect(failureOf(new Errors.CLIError(words), false).text).toBe(
      'found --csv and --json, expected one of them',
    );
  });

  test('an interruption has the code of its signal', () => {
    expect(failureOf(new Interrupted('SIGTERM'), false)).toMatchObject({ exitCode: 143 });
  });
});

test('usage: the nearest valid name', () => {
  expect(unknownCommand('rnu', ['run', 'show']).message).toMatchInlineSnapshot(`
    "dlx has no command rnu; its commands are run, show
      hint: did you mean run? see them with \`dlx --help\`"
  `);
  expect(unknownCommand('frobnicate', ['run', 'show']).message).not.toContain('did you mean');
  expect(unknownCommand('export', ['report', 'export-runs']).message).toContain('did you mean export-runs?');
  const flags = { quiet: {}, 'runs-dir': {} } as never;
  expect(unknownFlags(['--run-dir', '-x'], 'run', flags).message).toMatchInlineSnapshot(`
    "dlx run has no flag --run-dir; its flags are --quiet, --runs-dir
      hint: did you mean --runs-dir? see them with \`dlx run --help\`
    dlx run has no flag -x; its flags are --quiet, --runs-dir
      hint: see them with \`dlx run --help\`"
  `);
  expect(missingArguments(['FILE'], 'run').message).toMatchInlineSnapshot(`
    "dlx run needs FILE, found nothing in its place
      hint: see examples with \`dlx run --help\`"
  `);
});
