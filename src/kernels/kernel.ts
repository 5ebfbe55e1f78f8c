import type { Attributes, ConstantData, GraphDType, Value, ValueSpec } from '../graph/graph.js';

/** Writes ONNX nodes while a kernel is lowered. */
export interface Emit {
  /**
   * Whether NaN and indices out of range must come out as in tfjs, where that takes operators of its own. A
   * compiled step does without: its data is checked before, and it stops at the first loss that is no number.
   */
  readonly exact: boolean;
  /** One ONNX node with one output. */
  op(op: string, inputs: readonly (Value | undefined)[], output: ValueSpec, attributes?: Attributes): Value;
  /** One ONNX node with several outputs. */
  ops(
    op: string,
    inputs: readonly (Value | undefined)[],
    outputs: readonly ValueSpec[],
    attributes?: Attributes,
  ): Value[];
  constant(data: ConstantData, shape: readonly number[], dtype: GraphDType): Value;
  /** A constant of one axis for operands such as axes, shapes and indices. */
  int64(numbers: readonly number[]): Value;
}

/** One of tfjs's kernels: how its output's shape follows from its inputs', and what it is in ONNX. */
export interface Kernel {
  /** tfjs's name for it. */
  readonly name: string;
  /** Names of its inputs in tfjs, in the order used below; `list` for kernels that take any number. */
  readonly inputs: readonly string[] | 'list';
  /** Inputs that may be left out, behind the others; which are there, the attribute `given` says (see operands.ts). */
  readonly optional?: readonly string[];
  /** Attributes are those that tfjs passes. */
  shape(inputs: readonly ValueSpec[], attributes: Attributes): ValueSpec | readonly ValueSpec[];
  /** `outputs`: what `shape` returned. */
  lower(
    inputs: readonly Value[],
    attributes: Attributes,
    outputs: readonly ValueSpec[],
    emit: Emit,
  ): Value | readonly Value[];
}
