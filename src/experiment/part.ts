/** Which table a choice is made from; the name of its definition in the experiment's JSON Schema. */
export type Table =
  | 'activation'
  | 'augmentation'
  | 'callback'
  | 'constraint'
  | 'dataset'
  | 'engine'
  | 'initializer'
  | 'layer'
  | 'loss'
  | 'metric'
  | 'optimizer'
  | 'preprocess'
  | 'regularizer'
  | 'schedule';

/** A choice as it stands in YAML: a bare name, or a map of one key. */
export type Choice = string | { readonly [name: string]: Options };
export type Options = { readonly [option: string]: unknown };

/**
 * JSON Schema of one option: the keywords that options use. `required` and closedness of a part's options
 * are added when the schema of the experiment is assembled.
 */
export interface ValueSchema {
  readonly type?: 'integer' | 'number' | 'boolean' | 'string' | 'array' | 'object' | 'null';
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly ValueSchema[];
  readonly items?: ValueSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: { readonly [option: string]: ValueSchema };
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly description?: string;
}

/** The options of a part: a closed object. An option with a default is always there when a part reads it. */
export interface OptionSchema {
  readonly type: 'object';
  readonly properties: { readonly [option: string]: ValueSchema };
  readonly required?: readonly string[];
}

type Value<S> = S extends { const: infer C }
  ? C
  : S extends { enum: readonly (infer E)[] }
    ? E
    : S extends { anyOf: readonly (infer A)[] }
      ? Value<A>
      : S extends { $ref: string }
        ? Choice
        : S extends { type: 'array'; items: infer I }
          ? readonly Value<I>[]
          : S extends { type: 'object'; properties: infer P }
            ? Fields<P, S extends { required: readonly (infer R)[] } ? R : never>
            : S extends { type: 'integer' | 'number' }
              ? number
              : S extends { type: 'boolean' }
                ? boolean
                : S extends { type: 'string' }
                  ? string
                  : S extends { type: 'null' }
                    ? null
                    : unknown;

type Sure<P, R> = {
  [K in keyof P]: P[K] extends { default: unknown } ? K : K extends R ? K : never;
}[keyof P];

type Fields<P, R> = { readonly [K in Sure<P, R>]: Value<P[K]> } & {
  readonly [K in Exclude<keyof P, Sure<P, R>>]?: Value<P[K]>;
};

/** The TypeScript type of the options that a schema describes, defaults filled in. */
export type OptionsOf<S extends OptionSchema> = Value<S>;

/** What a row of every table has: a layer, loss, optimizer, dataset and so on. */
export interface Part<S extends OptionSchema = OptionSchema> {
  /** As written in YAML. */
  readonly name: string;
  /** One or two sentences for the editor and the reference page. */
  readonly summary: string;
  readonly options: S;
}

/** Refers to another table inside an option schema: `kernel_initializer: choice('initializer')`. */
export function choice<const T extends Table>(table: T) {
  return { $ref: `#/$defs/${table}` } as const;
}

/** Splits a choice into its name and options. */
export function chosen(value: Choice): { readonly name: string; readonly options: Options } {
  if (typeof value === 'string') return { name: value, options: {} };
  const name = Object.keys(value)[0] as string;
  return { name, options: value[name] ?? {} };
}

/** The row of a table that a choice names, with its options. Validation has made sure that it exists. */
export function pick<P extends { readonly name: string }>(
  table: readonly P[],
  value: Choice,
): { readonly part: P; readonly options: Options } {
  const { name, options } = chosen(value);
  const part = table.find((row) => row.name === name);
  if (!part) throw new Error(`no part is named ${name}; validation should have refused it`);
  return { part, options };
}
