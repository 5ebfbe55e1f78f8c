import { asMap } from './jsonschema.js';

/** Keras's `to_snake_case`: `MaxPooling2D` -> `max_pooling2d`, `ReLU` -> `re_lu`. */
export function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** Class name and given name of a layer as written, valid or not. */
export function layerAsWritten(layer: unknown): { readonly type?: string; readonly name?: string } {
  if (typeof layer === 'string') return { type: layer };
  const map = asMap(layer) ?? {};
  const type = Object.keys(map)[0];
  const name = type === undefined ? undefined : asMap(map[type])?.name;
  return { type, name: typeof name === 'string' ? name : undefined };
}

/**
 * The name of every layer: the given one, or its class in snake case as Keras names it (`dense`, `dense_1`),
 * counted over unnamed layers and stepping over given names. Takes what was read from YAML, valid or not: a
 * layer without a class has no name.
 */
export function layerNames(architecture: readonly unknown[]): readonly (string | undefined)[] {
  const layers = architecture.map(layerAsWritten);
  const taken = new Set(['input', ...layers.map((layer) => layer.name)]);
  const counts = new Map<string, number>();
  return layers.map(({ type, name }) => {
    if (name !== undefined || type === undefined) return name;
    const stem = snakeCase(type);
    for (let count = counts.get(stem) ?? 0; ; count++) {
      const candidate = count === 0 ? stem : `${stem}_${count}`;
      if (taken.has(candidate)) continue;
      counts.set(stem, count + 1);
      taken.add(candidate);
      return candidate;
    }
  });
}
