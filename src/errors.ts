/** Exit codes of the command line, by what went wrong; a bug of dlx has EX_SOFTWARE of sysexits.h. */
export const EXIT = { ok: 0, failed: 1, usage: 2, training: 3, io: 4, busy: 5, bug: 70 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** One thing that is wrong, and where. Only `message` is required; a reader prints what is there. */
export interface Problem {
  /** What was found and what was expected, in one sentence without a full stop. */
  readonly message: string;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** The text of that line, printed under the message with a caret. */
  readonly source?: string;
  /** The key path, such as `architecture[1].Dense.units`. */
  readonly key?: string;
  /** What to do about it: the nearest valid name, a command, an option. */
  readonly hint?: string;
}

/**
 * A mistake that the user can mend: bad usage, config, data, disk or engine. It carries the exit code
 * and prints without a stack trace. Any other error that reaches the top is a bug of dlx.
 */
export class UserError extends Error {
  readonly problems: readonly Problem[];
  readonly exitCode: ExitCode;

  constructor(problems: Problem | readonly Problem[], exitCode: ExitCode = EXIT.usage, cause?: unknown) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(list.map(formatProblem).join('\n'), cause === undefined ? undefined : { cause });
    this.name = 'UserError';
    this.problems = list;
    this.exitCode = exitCode;
  }
}

/** `file:line:column: key: message`, then the source line with a caret, then the hint. */
export function formatProblem(problem: Problem): string {
  const where = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':');
  const head = [where, problem.key, problem.message].filter((part) => part).join(': ');
  const lines = [short(head)];
  if (problem.source !== undefined && problem.line !== undefined) {
    const gutter = `  ${problem.line} | `;
    const column = Math.max(1, problem.column ?? 1);
    const source = excerpt(problem.source, column);
    lines.push(gutter + source.text, `${' '.repeat(gutter.length + source.caret)}^`);
  }
  if (problem.hint) lines.push(`  hint: ${short(problem.hint)}`);
  // What a file or its name holds must not steer the terminal.
  return lines.join('\n').replace(/[^\P{Cc}\n]/gu, ' ');
}

/** A file may hold a name of a megabyte. */
const short = (text: string) => (text.length > 2000 ? `${text.slice(0, 2000)}...` : text);

/** At most 100 characters of a line around a column, free of control characters. */
function excerpt(line: string, column: number): { text: string; caret: number } {
  const start = column > 80 ? column - 60 : 0;
  const text = line.slice(start, start + 100).replace(/\p{Cc}/gu, ' ');
  return { text, caret: Math.min(column - 1 - start, text.length) };
}
