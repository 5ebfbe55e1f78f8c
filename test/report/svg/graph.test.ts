import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type GraphNode, graphPicture } from '../../../src/report/svg/graph.js';

/** Graphs in which every box takes from boxes before it. */
const graph = fc
  .array(fc.record({ name: fc.string(), from: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }) }), {
    maxLength: 12,
  })
  .map((items): GraphNode[] => {
    const names = ['input', ...items.map(({ name }, i) => `${i} ${name}`)];
    const inputs = items.map(({ from }, i) => [...new Set(from.map((at) => names[at % (i + 1)]!))]);
    return names.map((name, i) => ({
      name,
      lines: i % 2 ? ['Dense (32)'] : [],
      inputs: i === 0 ? [] : inputs[i - 1]!,
    }));
  });

const draw = (nodes: readonly GraphNode[]) =>
  graphPicture({ id: 'g', title: 'graph', description: 'd', nodes }).text;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const boxesIn = (svg: string): Box[] =>
  [...svg.matchAll(/<rect x="(.+?)" y="(.+?)" width="(.+?)" height="(.+?)"/g)].map((found) => {
    const [x, y, width, height] = found.slice(1).map(Number) as [number, number, number, number];
    return { x, y, width, height };
  });

describe('the graph of layers', () => {
  test('has a box for each and an arrow for each input, below what leads to it, none upon another', () =>
    fc.assert(
      fc.property(graph, (nodes) => {
        const svg = draw(nodes);
        const boxes = boxesIn(svg);
        expect(boxes).toHaveLength(nodes.length);
        const arrows = nodes.reduce((sum, { inputs }) => sum + inputs.length, 0);
        expect(svg.match(/class="edge"/g) ?? []).toHaveLength(arrows);
        const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number) as [
          number,
          number,
          number,
        ];
        for (const [i, box] of boxes.entries()) {
          expect(box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + box.height <= height).toBe(
            true,
          );
          for (const input of nodes[i]!.inputs) {
            const from = boxes[nodes.findIndex(({ name }) => name === input)]!;
            expect(from.y + from.height).toBeLessThan(box.y);
          }
          for (const other of boxes.slice(i + 1)) {
            const apart =
              box.x + box.width <= other.x ||
              other.x + other.width <= box.x ||
              box.y + box.height <= other.y ||
              other.y + other.height <= box.y;
            expect(apart).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    ));

  test('draws the branches of a residual block', () => {
    const svg = draw([
      { name: 'input', lines: [], inputs: [] },
      { name: 'trunk', lines: ['Dense (16)'], inputs: ['input'] },
      { name: 'branch', lines: ['Dense (16)'], inputs: ['trunk'] },
      { name: 'sum', lines: ['Add (16)'], inputs: ['trunk', 'branch'] },
    ]);
    expect(svg.match(/class="edge"/g)).toHaveLength(4);
    expect(svg).toContain('>trunk</text>');
  });

  test('takes names for what they are', () => {
    const name = `<script>alert("x")</script>__proto__`;
    const svg = draw([
      { name: 'input', lines: [], inputs: [] },
      { name, lines: ["'&'"], inputs: ['input'] },
    ]);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script&gt;');
    expect(svg).toContain('&#39;&amp;&#39;');
  });

  test('cuts names that are too long', () => {
    const svg = draw([{ name: 'n'.repeat(500), lines: [], inputs: [] }]);
    expect(boxesIn(svg)[0]!.width).toBeLessThan(400);
  });
});
