import type { Problem } from '../errors.js';
import { applyOverride } from './apply.js';
import { withBlocks } from './blocks/schema.js';
import type { JsonSchema } from './jsonschema.js';
import type { Override } from './override.js';
import type { Path } from './path.js';

/** A path that an override has set, and how problems name the override. */
export interface Setting {
  readonly path: Path;
  readonly value: unknown;
  readonly label: string;
}

/** An override that leads nowhere. */
export interface Refusal {
  readonly override: Override;
  readonly problem: Problem;
}

export interface Overridden {
  readonly value: unknown;
  /** In the order given: the last that covers a path is where its value comes from. */
  readonly settings: readonly Setting[];
  readonly refused: readonly Refusal[];
}

/** Applies overrides one after the other; those that lead nowhere are refused and change nothing. */
export function applyAll(schema: JsonSchema, start: unknown, overrides: readonly Override[]): Overridden {
  let value = start;
  const settings: Setting[] = [];
  const refused: Refusal[] = [];
  for (const override of overrides) {
    const result = applyOverride(withBlocks(schema, value), value, override);
    if ('value' in result) {
      value = result.value;
      settings.push({ path: result.path, value: override.value, label: override.label });
    } else refused.push({ override, problem: { file: override.label, ...result } });
  }
  return { value, settings, refused };
}
