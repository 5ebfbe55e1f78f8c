import { create, toBinary } from '@bufbuild/protobuf';
import { GraphProtoSchema, ModelProtoSchema, TensorProto_DataType, TypeProtoSchema } from 'onnx-buf';

const size = (shape) => shape.reduce((product, axis) => product * axis, 1);

/** Multiplications and additions of an operator of ONNX or onnxruntime: 0 for those that are no products. */
export function operations(op, [a, b], output) {
  if (op.endsWith('ConvTranspose')) return (2 * size(a) * size(b)) / b[0];
  if (op.endsWith('Conv')) return (2 * size(output) * size(b)) / b[0];
  if (!op.endsWith('Gemm') && !op.endsWith('MatMul')) return 0;
  // [batch, m, k] times [batch, k, n]: whichever is transposed, the product of the three sizes is the same.
  const batch = output.length > 2 ? size(output.slice(0, -2)) : 1;
  return 2 * Math.sqrt((size(a) * size(b) * size(output)) / batch);
}

/** GFLOP per second of onnxruntime's product of two matrices of 1024x1024: the best of 20. */
export async function gemmRate(threads, n = 1024) {
  process.env.ORT_DISABLE_TELEMETRY ??= '1';
  const ort = await import('onnxruntime-node');
  const session = await ort.InferenceSession.create(product(n), { intraOpNumThreads: threads });
  const matrix = () =>
    new ort.Tensor(
      'float32',
      Float32Array.from({ length: n * n }, (_, i) => Math.sin(i)),
      [n, n],
    );
  const [feeds, fetches] = [{ a: matrix(), b: matrix() }, { c: matrix() }];
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 20; i++) {
    const begun = performance.now();
    await session.run(feeds, fetches);
    best = Math.min(best, performance.now() - begun);
  }
  await session.release();
  return (2 * n ** 3) / best / 1e6;
}

/** c = a b, all n x n, as an ONNX model. */
function product(n) {
  const dim = [n, n].map((axis) => ({ value: { case: 'dimValue', value: BigInt(axis) } }));
  const tensorType = { elemType: TensorProto_DataType.FLOAT, shape: { dim } };
  const type = create(TypeProtoSchema, { value: { case: 'tensorType', value: tensorType } });
  const graph = create(GraphProtoSchema, {
    name: 'product',
    input: ['a', 'b'].map((name) => ({ name, type })),
    output: [{ name: 'c', type }],
    node: [{ opType: 'MatMul', input: ['a', 'b'], output: ['c'] }],
  });
  const opsetImport = [{ domain: '', version: 21n }];
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion: 10n, opsetImport, graph }));
}
