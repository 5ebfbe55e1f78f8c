import type { Attributes } from '../graph/graph.js';
import type { Kernel } from './kernel.js';

type Named<T> = Readonly<Record<string, T | undefined>>;

/** What tfjs calls a kernel with, in the kernel's own order; its attributes say which optional inputs are there. */
export function callOf<T>(
  { inputs: names, optional }: Kernel,
  inputs: Named<T>,
  attributes: Attributes,
): { operands: T[]; attributes: Attributes } {
  if (names === 'list') return { operands: Object.values(inputs) as T[], attributes };
  const required = names.map((name) => inputs[name]!);
  if (!optional) return { operands: required, attributes };
  const given = optional.filter((name) => inputs[name]);
  return {
    operands: [...required, ...given.map((name) => inputs[name]!)],
    attributes: { ...attributes, given },
  };
}

/** The optional ones among the operands of `callOf`, by name. */
export function optionals<T>(operands: readonly T[], required: number, { given }: Attributes): Named<T> {
  return Object.fromEntries((given as readonly string[]).map((name, i) => [name, operands[required + i]]));
}
