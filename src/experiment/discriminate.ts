import { mapValues } from './bounds.js';
import type { JsonSchema, Kind } from './jsonschema.js';
import { choiceParts, kindsOf, wantsSeveral } from './navigate.js';

/** JSON Schema with conditions: what the validator is compiled from. */
export interface ConditionalSchema extends Omit<JsonSchema, 'type'> {
  readonly type?: string | readonly string[];
  readonly if?: ConditionalSchema;
  readonly then?: ConditionalSchema;
  readonly else?: ConditionalSchema;
}

/**
 * The same schema with every `anyOf` turned into a choice by the kind of the value (string, map, list and so
 * on): it accepts exactly the same values, but for a wrong one it reports the errors of the alternative that
 * was meant, and not those of all the others. (Behind this, one mistake gives one error.) What only editors
 * and defaults need is left out.
 */
export function discriminate(root: JsonSchema): ConditionalSchema {
  const change = (schema: JsonSchema): ConditionalSchema => {
    const { anyOf, items, properties, patternProperties, $defs, title, description, ...more } = schema;
    const { default: _default, patternErrorMessage, ...rest } = more;
    return {
      ...rest,
      ...(items && { items: change(items) as JsonSchema }),
      ...(properties && { properties: mapValues(properties, change) as JsonSchema['properties'] }),
      ...(patternProperties && {
        patternProperties: mapValues(patternProperties, change) as JsonSchema['patternProperties'],
      }),
      ...($defs && { $defs: mapValues($defs, change) as JsonSchema['$defs'] }),
      ...(anyOf && byKind(anyOf)),
    };
  };

  const byKind = (alternatives: readonly JsonSchema[]): ConditionalSchema => {
    const kinds = [...new Set(alternatives.flatMap((schema) => kindsOf(root, schema)))];
    const last: ConditionalSchema = { type: kinds };
    return kinds.reduceRight((otherwise, kind) => {
      const meant = alternatives.filter((schema) => kindsOf(root, schema).includes(kind));
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      return { if: { type: kind }, then: merged(meant, kind), else: otherwise };
    }, last);
  };

  const merged = (alternatives: readonly JsonSchema[], kind: Kind): ConditionalSchema => {
    const only = alternatives[0];
    if (only && alternatives.length === 1) return change(only);
    const constants = alternatives.map((schema) => ('const' in schema ? [schema.const] : schema.enum));
    if (constants.every((values) => values !== undefined)) return { enum: constants.flat() };
    const several = alternatives.find(wantsSeveral);
    if (several)
      return bySize(
        several,
        merged(
          alternatives.filter((one) => one !== several),
          kind,
        ),
        alternatives,
      );
    return { type: kind, anyOf: alternatives.map(change) as JsonSchema[] };
  };

  /** As alternativeFor tells them apart. */
  const bySize = (several: JsonSchema, other: ConditionalSchema, all: readonly JsonSchema[]) => {
    const names = Object.keys(choiceParts(root, { anyOf: all }) ?? {});
    const named = { anyOf: names.map((name) => ({ required: [name] })) };
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    return { if: { minProperties: 2, not: named }, then: change(several), else: other };
  };

  return change(root);
}
