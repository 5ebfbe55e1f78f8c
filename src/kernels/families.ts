import type { GraphDType, Value } from '../graph/graph.js';
import type { Kernel } from './kernel.js';
import { converted, scalar, whereNaN } from './numeric.js';
import { bool, broadcast, parseAxes, reduced } from './shapes.js';

/** A kernel of one operand that is one ONNX operator of the same shape and type. */
export function unary(name: string, op = name): Kernel {
  return {
    name,
    inputs: ['x'],
    shape: ([x]) => ({ shape: x!.shape, dtype: x!.dtype }),
    lower: ([x], _attributes, [y], emit) => emit.op(op, [x], y!),
  };
}

/** A broadcasting kernel of two operands that is one ONNX operator of the same type, or `dtype`. */
export function binary(name: string, op = name, dtype?: GraphDType): Kernel {
  return {
    name,
    inputs: ['a', 'b'],
    shape: ([a, b]) => ({ shape: broadcast(a!.shape, b!.shape), dtype: dtype ?? a!.dtype }),
    lower: ([a, b], _attributes, [y], emit) => emit.op(op, [a, b], y!),
  };
}

/**
 * A reduction over axes. `attributes[axisName]` is a number, a list, or nothing for all axes; tfjs calls it
 * `axis`, and `reductionIndices` in one kernel.
 */
export function reduction(name: string, op: string, axisName = 'axis'): Kernel {
  return {
    name,
    inputs: ['x'],
    shape([x], attributes) {
      const axes = parseAxes(attributes[axisName], x!.shape.length);
      return { shape: reduced(x!.shape, axes, attributes.keepDims === true), dtype: x!.dtype };
    },
    lower([x], attributes, [y], emit) {
      const axes = parseAxes(attributes[axisName], x!.shape.length);
      // Without this, ONNX takes an empty list of axes to mean all of them.
      const all = axes.length === 0 ? { noop_with_empty_axes: 1 } : {};
      return emit.op(op, [x, emit.int64(axes)], y!, {
        keepdims: attributes.keepDims === true ? 1 : 0,
        ...all,
      });
    },
  };
}

/**
 * The largest or smallest element over axes. Exactly, NaN where one is among them, which onnxruntime may pass over.
 */
export function extreme(name: string, op: string, axisName = 'axis'): Kernel {
  const plain = reduction(name, op, axisName);
  return {
    ...plain,
    lower(inputs, attributes, [y], emit) {
      const [x] = inputs as [Value];
      const found = plain.lower(inputs, attributes, [y!], emit) as Value;
      if (!emit.exact || x.dtype !== 'float32') return found;
      const nans = converted(emit.op('IsNaN', [x], bool(x.shape)), 'float32', emit);
      const any = reduction(name, 'ReduceMax', axisName).lower([nans], attributes, [y!], emit) as Value;
      const nan = scalar(Number.NaN, 'float32', emit);
      return emit.op('Where', [converted(any, 'bool', emit), nan, found], y!);
    },
  };
}

/**
 * The position of the largest or smallest element along one axis, as int32; the first one of equals. Exactly, NaN
 * is passed over, as if it were `least`, which no other number is beyond.
 */
export function argReduction(name: string, op: string, least: number): Kernel {
  return {
    name,
    inputs: ['x'],
    shape([x], { axis }) {
      return { shape: reduced(x!.shape, parseAxes(axis, x!.shape.length), false), dtype: 'int32' };
    },
    lower([x], { axis }, [y], emit) {
      const [only] = parseAxes(axis, x!.shape.length);
      const numbers = x!.dtype === 'bool' ? converted(x!, 'int32', emit) : x!;
      const guarded = emit.exact && numbers.dtype === 'float32';
      const known = guarded ? whereNaN(numbers, scalar(least, 'float32', emit), numbers, emit) : numbers;
      const spec = { shape: y!.shape, dtype: 'int64' as const };
      const wide = emit.op(op, [known], spec, { axis: only ?? 0, keepdims: 0 });
      return emit.op('Cast', [wide], y!, { to: 'int32' });
    },
  };
}

/** A question to each element. */
export function test(name: string, op: string): Kernel {
  return {
    name,
    inputs: ['x'],
    shape: ([x]) => bool(x!.shape),
    lower: ([x], _attributes, [y], emit) => emit.op(op, [x], y!),
  };
}

/** A reduction of bools over axes: ONNX finds the smallest or largest of integers. */
export function truth(name: string, op: string): Kernel {
  const { inputs, shape, lower } = reduction(name, op);
  return {
    name,
    inputs,
    shape,
    lower([x], attributes, [y], emit) {
      const numbers = emit.op('Cast', [x], { shape: x!.shape, dtype: 'int32' }, { to: 'int32' });
      const found = lower([numbers], attributes, [{ shape: y!.shape, dtype: 'int32' }], emit) as Value;
      return emit.op('Cast', [found], y!, { to: 'bool' });
    },
  };
}
