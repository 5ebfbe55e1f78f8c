import { expect, it } from 'vitest';
import { producers, uses } from '../../src/graph/graph.js';
import { printGraph } from '../../src/graph/print.js';
import { rewrite } from '../../src/graph/rewrite.js';
import { verify } from '../../src/graph/verify.js';
import { Builder, build } from './build.js';

it('returns the same graph where no rule fires', () => {
  const graph = build((g) => g.op('Neg', [g.input('x', [2])], [2]));
  expect(rewrite(graph, () => undefined)).toBe(graph);
});

it('puts new nodes in the place and scope of the one that they replace, and renames its uses', () => {
  const graph = build((g) => {
    g.scope = 'layer';
    const a = g.op('Neg', [g.input('x', [2])], [2]);
    g.scope = 'loss';
    return g.op('Add', [a, a], [2]);
  });
  const after = rewrite(graph, (node, { op }) =>
    node.op === 'Neg' ? op('Abs', [op('Exp', node.inputs, node.outputs[0]!)], node.outputs[0]!) : undefined,
  );
  verify(after, 'test');
  expect(printGraph(after)).toMatchInlineSnapshot(`
    "%0 = input "x" : float32[2]
    %1 = Exp(%0) : float32[2]  # layer
    %2 = Abs(%1) : float32[2]  # layer
    %3 = Add(%2, %2) : float32[2]  # loss
    return "y" = %3
    "
  `);
});

it('sees operands renamed, what made them, and how often they were used', () => {
  const graph = build((g) => {
    const negative = g.op('Neg', [g.input('x', [2])], [2]);
    return g.op('Mul', [g.op('Identity', [negative], [2]), negative], [2]);
  });
  const seen: (string | number | undefined)[] = [];
  rewrite(graph, (node, rewriter) => {
    if (node.op === 'Identity') return node.inputs[0];
    if (node.op === 'Mul') {
      const [a, b] = node.inputs;
      seen.push(rewriter.producer(a)?.op, rewriter.producer(b)?.op, rewriter.uses(a!));
    }
    return undefined;
  });
  expect(seen).toEqual(['Neg', 'Neg', 3]);
});

it('refuses a replacement of another shape or type', () => {
  const graph = build((g) => g.op('Neg', [g.input('x', [2])], [2]));
  expect(() =>
    rewrite(graph, (_node, { newConstant }) => newConstant(Float32Array.of(1), [], 'float32')),
  ).toThrow('a pass replaced float32[2] of Neg by float32[]');
});

it('copies what two outputs, or an input and an output, have come to share', () => {
  const g = new Builder();
  const x = g.input('x', [2]);
  const graph = g.graph({
    a: g.op('Identity', [x], [2]),
    b: g.op('Identity', [x], [2]),
    c: g.op('Neg', [x], [2]),
  });
  const after = rewrite(graph, (node) => (node.op === 'Identity' ? node.inputs[0] : undefined));
  verify(after, 'test');
  const makers = producers(after);
  const made = after.outputs.map(({ value }) => makers.get(value)?.op);
  expect(made).toEqual(['Identity', 'Identity', 'Neg']);
  expect(new Set(after.outputs.map(({ value }) => value)).size).toBe(3);
  expect(uses(after).get(x)).toBe(3);
});
