import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../src/graph/graph.js';
import type { Case } from '../kernels/case.js';
import { elementwise } from '../kernels/cases/elementwise.js';
import { reductions } from '../kernels/cases/reductions.js';
import { shapes } from '../kernels/cases/shapes.js';
import { bytesOf, lowered } from '../kernels/compiled.js';
import { python } from '../support/peers.js';
import { everything } from './graphs.js';

// The official checker, which infers every shape and type by itself. Without it the tests are skipped.
const CHECK = `
import pathlib, sys, onnx
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
    model = onnx.load(path)
    try:
        onnx.checker.check_model(model, full_check=True)
        onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    except Exception as error:
        print(path.name, str(error).replace("\\n", " "))
`;

const folder = mkdtempSync(join(tmpdir(), 'dlx-onnx-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the checker has against graphs, by name. */
function complaints(graphs: Readonly<Record<string, Graph>>): string[] {
  for (const [name, graph] of Object.entries(graphs))
    writeFileSync(join(folder, `${name}.onnx`), bytesOf(graph));
  const { stdout, stderr, status } = spawnSync(python as string, ['-c', CHECK, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the checker failed: ${stderr}`);
  return stdout.split('\n').filter((line) => line !== '');
}

describe.skipIf(python === undefined)("onnx's own checker accepts", () => {
  it('a graph with everything that the writer writes', () => {
    const graph = everything();
    // It does not know onnxruntime's own operators.
    const plain = graph.nodes.map((node) => (node.op.startsWith('com.') ? { ...node, op: 'Gelu' } : node));
    expect(complaints({ everything: { ...graph, nodes: plain } })).toEqual([]);
  });

  it('every kernel, lowered', async () => {
    const cases: [string, readonly Case[]][] = Object.entries({ ...elementwise, ...reductions, ...shapes });
    const graphs: Record<string, Graph> = {};
    for (const [kernel, list] of cases) {
      for (const [i, { f, inputs }] of list.entries()) graphs[`${kernel}-${i}`] = await lowered(f, inputs);
    }
    expect(complaints(graphs)).toEqual([]);
  });
});
