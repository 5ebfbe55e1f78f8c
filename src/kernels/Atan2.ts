import type { Kernel } from './kernel.js';
import { bool, broadcast, float } from './shapes.js';

/**
 * The angle of (b, a) from the arc tangent of |a / b|, which ONNX has. The sign of a zero is not looked at:
 * atan2(-0, -1) is pi.
 */
export const Atan2: Kernel = {
  name: 'Atan2',
  inputs: ['a', 'b'],
  shape: ([a, b]) => float(broadcast(a!.shape, b!.shape)),
  lower([y, x], _attributes, [angle], emit) {
    const number = (of: number) => emit.constant(Float32Array.of(of), [], 'float32');
    const both = bool(angle!.shape);
    const [height, width] = [emit.op('Abs', [y], y!), emit.op('Abs', [x], x!)];
    const slope = emit.op('Atan', [emit.op('Div', [height, width], angle!)], angle!);
    // 0 / 0 and Infinity / Infinity are no numbers, but have an angle.
    const same = (of: number) =>
      emit.op(
        'And',
        [
          emit.op('Equal', [height, number(of)], bool(y!.shape)),
          emit.op('Equal', [width, number(of)], bool(x!.shape)),
        ],
        both,
      );
    const flat = emit.op('Where', [same(0), number(0), slope], angle!);
    const sharp = emit.op('Where', [same(Number.POSITIVE_INFINITY), number(Math.PI / 4), flat], angle!);
    const left = emit.op('Less', [x, number(0)], bool(x!.shape));
    const turned = emit.op('Sub', [number(Math.PI), sharp], angle!);
    const above = emit.op('Where', [left, turned, sharp], angle!);
    const below = emit.op('Less', [y, number(0)], bool(y!.shape));
    return emit.op('Where', [below, emit.op('Neg', [above], angle!), above], angle!);
  },
};
