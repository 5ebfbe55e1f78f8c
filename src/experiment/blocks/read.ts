import { asMap } from '../jsonschema.js';

/** A block as it is written, valid or not. */
export interface Block {
  readonly name: string;
  /** Defaults; null where a parameter has none. */
  readonly parameters: { readonly [name: string]: unknown };
  readonly layers: readonly unknown[];
}

/** The blocks of an experiment as it was read; what is no block has no parameters and no layers. */
export function readBlocks(value: unknown): ReadonlyMap<string, Block> {
  const written = asMap(asMap(value)?.blocks) ?? {};
  const blocks = Object.entries(written).map(([name, one]): [string, Block] => {
    const { parameters, layers } = asMap(one) ?? {};
    return [name, { name, parameters: asMap(parameters) ?? {}, layers: Array.isArray(layers) ? layers : [] }];
  });
  return new Map(blocks);
}
