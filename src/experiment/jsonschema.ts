import type { ValueSchema } from './part.js';

/** JSON Schema as the assembled experiment schema uses it: what options use, and a few keywords more. */
export interface JsonSchema extends Omit<ValueSchema, 'anyOf' | 'items' | 'properties'> {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $defs?: { readonly [name: string]: JsonSchema };
  readonly title?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly items?: JsonSchema;
  readonly properties?: { readonly [key: string]: JsonSchema };
  readonly patternProperties?: { readonly [pattern: string]: JsonSchema };
  readonly propertyNames?: JsonSchema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly maxLength?: number;
  /** What a text that breaks `pattern`, or a key of `patternProperties`, should have been; editors show it, dlx prints it. */
  readonly patternErrorMessage?: string;
}

/** The kinds of values that YAML and JSON tell apart. */
export type Kind = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';

export function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}

/** A map read from YAML, or undefined. */
export function asMap(value: unknown): { [key: string]: unknown } | undefined {
  return kindOf(value) === 'object' ? (value as { [key: string]: unknown }) : undefined;
}
