import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Attributes } from '../graph/graph.js';
import type { Ops } from '../tf.js';
import type { LazyBackend } from './backend.js';

/** The part of tfjs's cpu backend that is used here. */
interface Cpu {
  makeTensorInfo(shape: number[], dtype: string, values: unknown): TensorInfo;
  readSync(dataId: object): ArrayLike<number>;
  disposeIntermediateTensorInfo(info: TensorInfo): void;
}

/** Some operands are lists of tensors. */
type Inputs = Readonly<Record<string, TensorInfo | readonly TensorInfo[] | undefined>>;

/** Reads the operands, runs tfjs's kernel in plain JavaScript on them, and keeps what comes out. */
export function runPlain(
  tf: Ops,
  backend: LazyBackend,
  name: string,
  inputs: Inputs,
  attrs: Attributes,
): TensorInfo | TensorInfo[] {
  const kernel = tf.getKernel(name, 'cpu');
  const cpu = tf.findBackend('cpu') as unknown as Cpu;
  const copies: TensorInfo[] = [];
  const copied = ({ dataId, shape, dtype }: TensorInfo) => {
    const copy = cpu.makeTensorInfo(shape, dtype, backend.readSync(dataId));
    copies.push(copy);
    // Some kernels ask for a tensor's rank, which the bare description has not.
    return Object.assign(copy, { rank: shape.length });
  };
  const entries = Object.entries(inputs).flatMap(([key, info]) => {
    if (!info) return [];
    return [[key, Array.isArray(info) ? info.map(copied) : copied(info as TensorInfo)] as const];
  });
  const operands = Array.isArray(inputs) ? entries.map(([, info]) => info) : Object.fromEntries(entries);
  const result = kernel.kernelFunc({ inputs: operands as never, backend: cpu, attrs: attrs as never });
  const infos = (Array.isArray(result) ? result : [result]) as TensorInfo[];
  const kept = infos.map(({ dataId, shape, dtype }) => backend.made(cpu.readSync(dataId), shape, dtype));
  for (const info of [...infos, ...copies]) cpu.disposeIntermediateTensorInfo(info);
  return Array.isArray(result) ? kept : kept[0]!;
}
