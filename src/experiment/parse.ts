import { type Problem, UserError } from '../errors.js';
import { assemble } from './assemble.js';
import { resolve } from './defaults.js';
import { explain } from './explain.js';
import type { Grammar } from './grammar.js';
import { experimentHash } from './hash.js';
import { asMap } from './jsonschema.js';
import { isSweep } from './kind.js';
import { parseOverride } from './override.js';
import { isWithin, type Path } from './path.js';
import { checkRules } from './rules.js';
import { readSource, type Source } from './source.js';
import type { Experiment } from './types.js';

export interface LoadedExperiment {
  /** As given: how problems name it. */
  readonly file: string;
  /** Absolute folder of the file: relative paths in it start here. */
  readonly folder: string;
  /** As written. */
  readonly text: string;
  readonly overrides: readonly string[];
  /** Every default filled in. */
  readonly value: Experiment;
  readonly hash: string;
  /** A problem at a value (a path of `value`): the file's line, or the override that set it. */
  problem(path: Path, message: string, hint?: string): Problem;
}

export interface ParseContext {
  readonly file: string;
  readonly folder: string;
  readonly overrides?: readonly string[];
  /** Of the same text, where that is read many times. */
  readonly source?: Source;
}

/** More problems than this are counted only. */
const MAX_PROBLEMS = 100;

/**
 * YAML text and overrides to a resolved experiment, without I/O. Throws a UserError with every problem: of
 * syntax, or else of the overrides, the schema and the rules together.
 */
export function parseWith(grammar: Grammar, text: string, context: ParseContext): LoadedExperiment {
  const { file, folder, overrides = [] } = context;
  const source = sourceOf(text, file);
  const parsed = overrides.map(parseOverride);
  const unread = parsed.flatMap((one) => one.problems);
  if (source.broken) throw failure([...source.faults.map((fault) => fault.problem), ...unread]);
  if (source.value === null && source.faults.length === 0) throw failure([emptyFile(file), ...unread]);
  if (isSweep(Object.keys(asMap(source.value) ?? {}))) throw failure([sweepFile(file)]);

  const written = parsed.flatMap((one) => one.override ?? []);
  const { value, settings, problems, ...assembled } = assemble(grammar.schema, source, written);
  // An override mends what it replaces; what stays refused has its problem already.
  const faults = source.faults.filter(
    ({ path }) => !path || !settings.some((set) => isWithin(path, set.path)),
  );
  const told = (at: Path) => faults.some(({ path }) => path && isWithin(at, path));
  const errors = grammar.validate(value) ? [] : (grammar.validate.errors ?? []);
  const found = [...explain(grammar.schema, value, errors), ...checkRules(value)];
  const findings = [...assembled.findings, ...assembled.inFile(found)];
  const all = [
    ...faults.map((fault) => fault.problem),
    ...unread,
    ...problems,
    ...findings.filter((finding) => !told(finding.path)).map(assembled.locate),
  ];
  if (all.length > 0) throw failure(all);

  const experiment = resolve(grammar.schema, value);
  return {
    file,
    folder,
    text,
    overrides,
    value: experiment,
    hash: experimentHash(experiment),
    problem: (path, message, hint) => assembled.inFile([{ path, message, hint }]).map(assembled.locate)[0]!,
  };
}

let latest: { readonly text: string; readonly file: string; readonly source: Source } | undefined;

/** A sweep reads one text over and over, with other overrides. */
function sourceOf(text: string, file: string): Source {
  if (latest?.text !== text || latest.file !== file) latest = { text, file, source: readSource(text, file) };
  return latest.source;
}

function emptyFile(file: string): Problem {
  return { file, message: 'the file is empty, expected an experiment', hint: 'start with name: and data:' };
}

function sweepFile(file: string): Problem {
  return { file, message: 'is a sweep, expected an experiment', hint: `\`dlx sweep ${file}\` runs it` };
}

/** In the order of the file; problems of overrides after them. */
function failure(problems: readonly Problem[]): UserError {
  const sorted = [...problems].sort(
    (a, b) => (a.line ?? 1e9) - (b.line ?? 1e9) || (a.column ?? 0) - (b.column ?? 0),
  );
  const shown = sorted.slice(0, MAX_PROBLEMS);
  const more = sorted.length - shown.length;
  return new UserError(more > 0 ? [...shown, { message: `and ${more} problems more` }] : shown);
}
