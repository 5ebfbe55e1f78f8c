import { dirname, resolve } from 'node:path';
import { schema, validate } from '../generated/validate-experiment.js';
import type { Grammar } from './grammar.js';
import { readText } from './load.js';
import { type LoadedExperiment, type ParseContext, parseWith } from './parse.js';

export { canonicalJson, experimentHash, resumeHash } from './hash.js';
export { layerNames, snakeCase } from './names.js';
export { nameHint, nearest } from './nearest.js';
export type { LoadedExperiment, ParseContext } from './parse.js';
export { formatPath, type Path } from './path.js';
export { toYaml } from './to-yaml.js';
export type { CheckpointOptions, Data, Expectation, Experiment, Tolerance, Training } from './types.js';

/** The grammar made from the project's own tables, generated when it is built. */
export const grammar: Grammar = { schema, validate };

/** `parseWith` and the project's own grammar: no I/O. Throws a UserError with every problem. */
export function parseExperiment(text: string, context: ParseContext): LoadedExperiment {
  return parseWith(grammar, text, context);
}

/**
 * Reads an experiment file, applies overrides (`path=value`), validates and resolves it. Throws a UserError
 * (exit code 2) with every problem, or with what keeps the file from being read.
 */
export async function loadExperiment(
  file: string,
  overrides: readonly string[] = [],
): Promise<LoadedExperiment> {
  const text = await readText(file);
  return parseExperiment(text, { file, folder: dirname(resolve(file)), overrides });
}
