import { nameHint } from '../experiment/nearest.js';
import { type Choice, chosen } from '../experiment/part.js';
import { INPUT, type ModelProblem } from './model.js';

/** A layer of the file and where its inputs come from. */
export interface Entry {
  readonly name: string;
  readonly index: number;
  readonly inputs: readonly string[];
}

/**
 * Reads the graph off an architecture: a layer without `inputs` takes the output of the one above it.
 * `order` is an order in which the layers can be computed, without those that stand in a cycle.
 *
 * @param groups names of columns of the input, which layers can take.
 * @param outputs names of the layers that are outputs; undefined: the last one is.
 */
export function orderLayers(
  architecture: readonly Choice[],
  groups: readonly string[] = [],
  outputs?: readonly string[],
): {
  readonly entries: readonly Entry[];
  readonly order: readonly Entry[];
  readonly problems: ModelProblem[];
} {
  const entries = readEntries(architecture);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const sources = [INPUT, ...groups];
  const problems: ModelProblem[] = [];
  const order: Entry[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (entry: Entry, path: readonly string[]): void => {
    if (state.get(entry.name) === 'done') return;
    if (state.get(entry.name) === 'open') {
      const cycle = [...path.slice(path.indexOf(entry.name)), entry.name];
      problems.push({
        ...place(architecture, entry.index),
        message: `stands in a cycle: ${cycle.join(' takes ')}`,
        hint: 'a layer cannot depend on its own output: change `inputs`',
      });
      return;
    }
    state.set(entry.name, 'open');
    for (const source of entry.inputs) {
      const from = byName.get(source);
      if (from) visit(from, [...path, entry.name]);
    }
    state.set(entry.name, 'done');
    order.push(entry);
  };
  for (const entry of entries) {
    entry.inputs.forEach((source, i) => {
      if (sources.includes(source) || byName.has(source)) return;
      problems.push({
        path: ['architecture', entry.index, chosen(architecture[entry.index]!).name, 'inputs', i],
        message: `no layer is named ${JSON.stringify(source)}`,
        hint: nameHint(
          source,
          [...sources, ...byName.keys()].filter((name) => name !== entry.name),
          'layers',
        ),
      });
    });
    visit(entry, []);
  }
  problems.push(...unused(architecture, entries, outputs));
  return { entries, order, problems };
}

function readEntries(architecture: readonly Choice[]): Entry[] {
  const entries: Entry[] = [];
  architecture.forEach((layer, index) => {
    const { name: type, options } = chosen(layer);
    const name = (options.name as string | undefined) ?? `${type}_${index}`;
    const above = index === 0 ? INPUT : entries[index - 1]!.name;
    entries.push({ name, index, inputs: (options.inputs as readonly string[] | undefined) ?? [above] });
  });
  return entries;
}

/** Layers from which no path leads to an output: their weights could never be trained. */
function unused(
  architecture: readonly Choice[],
  entries: readonly Entry[],
  outputs: readonly string[] | undefined,
): ModelProblem[] {
  const used = new Set<string>();
  const reach = (name: string): void => {
    if (used.has(name)) return;
    used.add(name);
    for (const source of entries.find((entry) => entry.name === name)?.inputs ?? []) reach(source);
  };
  for (const name of outputs ?? entries.slice(-1).map((entry) => entry.name)) reach(name);
  const takers = outputs ? 'an output' : 'the last one';
  const output = outputs ? ', give it a loss' : '';
  return entries
    .filter(({ name }) => !used.has(name))
    .map(({ name, index }) => ({
      ...place(architecture, index),
      message: `the output of ${name} leads nowhere: no layer that ${takers} depends on takes it`,
      hint: `name ${name} in the \`inputs\` of a later layer${output}, or remove it`,
    }));
}

const place = (architecture: readonly Choice[], index: number) => ({
  path: ['architecture', index],
  layer: chosen(architecture[index]!).name,
});
