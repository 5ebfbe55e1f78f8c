import type { TypedArray } from '../arrays.js';
import { type Attributes, type Graph, type Named, type Node, newValue, type Value } from '../graph/graph.js';

/** A tensor's numbers, or the operation that makes them. */
export interface Pending {
  readonly value: Value;
  /** Undefined until something that depends on it was read. */
  data: TypedArray | undefined;
  /** Dropped with the first numbers, so that what it was made of can be freed. */
  made: Operation | undefined;
  /** How many tensors hold it. */
  references: number;
}

/** One recorded kernel. */
export interface Operation {
  readonly op: string;
  readonly inputs: readonly Pending[];
  readonly attributes: Attributes;
  readonly outputs: readonly Pending[];
}

/** What has to be run for a value, what it starts from and what comes out. */
export interface Work {
  readonly graph: Graph;
  readonly from: readonly Pending[];
  readonly to: readonly Pending[];
}

/**
 * Everything that a value without numbers depends on, back to values that have them: those are inputs, so that
 * the same operations on other numbers are the same graph. Outputs are the value and all others on the way
 * that a tensor still holds: a loop that reads one of its results does not repeat what came before.
 */
export function workFor(wanted: Pending): Work {
  const operations = inOrder(wanted);
  const from = new Set<Pending>();
  for (const { inputs } of operations) for (const input of inputs) if (input.data) from.add(input);
  const made = operations.flatMap(({ outputs }) => outputs);
  const to = made.filter((pending) => pending === wanted || pending.references > 0);
  const nodes = operations.map(({ op, inputs, attributes, outputs }): Node => {
    const values = (list: readonly Pending[]) => list.map(({ value }) => value);
    return { op, inputs: values(inputs), attributes, outputs: values(outputs), scope: '' };
  });
  const named = (prefix: string, list: Iterable<Pending>): Named[] =>
    Array.from(list, ({ value }, i) => ({ name: `${prefix}${i}`, value }));
  return {
    graph: { inputs: named('x', from), constants: [], nodes, outputs: named('y', to) },
    from: [...from],
    to,
  };
}

/** Depth first without recursion: a recurrent network's chain is longer than the stack. */
function inOrder(wanted: Pending): Operation[] {
  const done = new Set<Operation>();
  const opened = new Set<Operation>();
  const stack = [wanted.made!];
  while (stack.length > 0) {
    const operation = stack.at(-1)!;
    if (opened.has(operation)) {
      stack.pop();
      done.add(operation);
      continue;
    }
    opened.add(operation);
    for (const { made } of operation.inputs) if (made && !opened.has(made)) stack.push(made);
  }
  return [...done];
}

export const pendingOf = (value: Parameters<typeof newValue>[0], data?: TypedArray): Pending => ({
  value: newValue(value),
  data,
  made: undefined,
  references: 1,
});
