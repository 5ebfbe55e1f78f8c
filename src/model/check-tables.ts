import type { NDArray } from '../arrays.js';
import { INPUT, type Model, type ModelLayer, type ModelProblem } from './model.js';

/** The inputs of the splits of an experiment, by the names of these. */
export type Inputs = readonly (readonly [split: string, x: NDArray])[];

/** Layers that put other shapes on the same numbers. */
const RESHAPES: ReadonlySet<string> = new Set(['Flatten', 'Identity', 'Permute', 'RepeatVector', 'Reshape']);

/**
 * Whether data has only numbers that the layers which look them up in a table (Embedding) have rows for, where these are
 * given the data as it is. Others are found when a step is computed.
 */
export function checkTables({ layers, groups }: Model, inputs: Inputs): ModelProblem[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const sourceOf = (name: string): string | undefined => {
    const made = byName.get(name);
    if (!made) return name;
    return RESHAPES.has(made.layer.name) && made.inputs.length === 1 ? sourceOf(made.inputs[0]!) : undefined;
  };
  return layers.flatMap((layer) => {
    const rows = layer.layer.tableRows?.(layer.options as never);
    const source = rows === undefined ? undefined : sourceOf(layer.inputs[0]!);
    if (rows === undefined || source === undefined) return [];
    const group = source === INPUT ? undefined : groups.find(({ name }) => name === source);
    const problem = problemOf(layer, rows, inputs, group?.columns);
    return problem ? [problem] : [];
  });
}

function problemOf(
  { index, layer }: ModelLayer,
  rows: number,
  inputs: Inputs,
  columns: readonly number[] | undefined,
): ModelProblem | undefined {
  let first: { readonly value: number; readonly split: string; readonly row: number } | undefined;
  let [least, greatest] = [0, 0];
  for (const [split, x] of inputs) {
    const size = x.data.length / x.shape[0]!;
    const width = x.shape.at(-1)!;
    const taken = columns && new Set(columns);
    for (let i = 0; i < x.data.length; i++) {
      if (taken && !taken.has(i % width)) continue;
      // What is behind the point is cut off, as Keras does it.
      const value = Math.trunc(x.data[i]!);
      if (value >= 0 && value < rows) continue;
      first ??= { value, split, row: Math.floor(i / size) };
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
  }
  if (!first) return undefined;
  return {
    path: ['architecture', index, layer.name, 'input_dim'],
    message: `row ${first.row} of the ${first.split} split has the number ${first.value}, expected 0 to ${rows - 1}, as input_dim ${rows} says`,
    hint:
      least < 0
        ? `${layer.name} takes numbers of things, counted from 0: words of a vocabulary, or columns that are \`ordinal\``
        : `set input_dim to ${greatest + 1} or more`,
  };
}
