import type { JsonSchema } from './jsonschema.js';
import type { RawError } from './place.js';

/** A validator that ajv compiled: true, or false with `errors`. */
export interface Validate {
  (value: unknown): boolean;
  errors?: readonly RawError[] | null;
}

/** What an experiment may hold: the schema (for words, defaults and paths) and its compiled validator. */
export interface Grammar {
  readonly schema: JsonSchema;
  readonly validate: Validate;
}
