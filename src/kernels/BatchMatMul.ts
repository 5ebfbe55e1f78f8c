import type { Value } from '../graph/graph.js';
import type { Emit, Kernel } from './kernel.js';
import { broadcast } from './shapes.js';

/** Matrices in the last two axes; matrices alone become one Gemm. It, and FusedMatMul, transpose as they read. */
export const BatchMatMul: Kernel = {
  name: 'BatchMatMul',
  inputs: ['a', 'b'],
  shape([a, b], { transposeA, transposeB }) {
    const flat = [a!, b!].find(({ shape }) => shape.length < 2);
    if (flat) throw new Error(`matMul takes matrices, found one of shape [${flat.shape}]: give it two axes`);
    const [rows, inner] = matrix(a!.shape, transposeA === true);
    const [otherInner, columns] = matrix(b!.shape, transposeB === true);
    if (inner !== otherInner)
      throw new Error(`matMul of [${a!.shape}] and [${b!.shape}]: inner sizes differ`);
    const batch = broadcast(a!.shape.slice(0, -2), b!.shape.slice(0, -2));
    return { shape: [...batch, rows, columns], dtype: a!.dtype };
  },
  lower([a, b], { transposeA, transposeB }, [y], emit) {
    // onnxruntime's Gemm has no int32.
    if (a!.shape.length === 2 && b!.shape.length === 2 && a!.dtype === 'float32') {
      return emit.op('Gemm', [a, b], y!, {
        transA: transposeA === true ? 1 : 0,
        transB: transposeB === true ? 1 : 0,
      });
    }
    if (a!.dtype === 'float32' && (transposeA === true || transposeB === true)) {
      const flags = { transA: transposeA === true ? 1 : 0, transB: transposeB === true ? 1 : 0 };
      return emit.op('com.microsoft.FusedMatMul', [a, b], y!, flags);
    }
    const left = transposeA === true ? swapped(a!, emit) : a!;
    const right = transposeB === true ? swapped(b!, emit) : b!;
    return emit.op('MatMul', [left, right], y!);
  },
};

function matrix(shape: readonly number[], transposed: boolean): readonly [number, number] {
  const [rows, columns] = shape.slice(-2) as [number, number];
  return transposed ? [columns, rows] : [rows, columns];
}

function swapped(x: Value, emit: Emit): Value {
  const rank = x.shape.length;
  const perm = x.shape.map((_, i) => (i === rank - 1 ? rank - 2 : i === rank - 2 ? rank - 1 : i));
  return emit.op('Transpose', [x], { shape: perm.map((i) => x.shape[i]!), dtype: x.dtype }, { perm });
}
