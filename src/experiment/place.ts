import type { JsonSchema } from './jsonschema.js';
import type { Path } from './path.js';

/** An error as ajv reports it. */
export interface RawError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
}

/** Where an error is and what stands there: what one explanation is made from. */
export interface Place {
  readonly root: JsonSchema;
  readonly path: Path;
  readonly value: unknown;
  readonly schema: JsonSchema;
  /** The parts of the choice that the value's key is made from, if it is one. */
  readonly choice: { readonly [name: string]: JsonSchema } | undefined;
}
