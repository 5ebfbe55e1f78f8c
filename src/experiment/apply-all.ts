import type { Problem } from '../errors.js';
import { applyOverride } from './apply.js';
import type { JsonSchema } from './jsonschema.js';
import type { Override } from './override.js';
import type { Path } from './path.js';

/** A path that an override has set, and how problems name the override. */
export interface Setting {
  readonly path: Path;
  readonly label: string;
}

export interface Overridden {
  readonly value: unknown;
  /** In the order given: the last that covers a path is where its value comes from. */
  readonly settings: readonly Setting[];
  readonly problems: readonly Problem[];
}

/** Applies overrides one after the other; those that lead nowhere are problems and change nothing. */
export function applyAll(schema: JsonSchema, start: unknown, overrides: readonly Override[]): Overridden {
  let value = start;
  const settings: Setting[] = [];
  const problems: Problem[] = [];
  for (const override of overrides) {
    const result = applyOverride(schema, value, override);
    if ('value' in result) {
      value = result.value;
      settings.push({ path: result.path, label: override.label });
    } else problems.push({ file: override.label, ...result });
  }
  return { value, settings, problems };
}
