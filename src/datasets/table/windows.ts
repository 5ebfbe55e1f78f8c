import { allocate, type NDArray } from '../../arrays.js';
import type { Ordered, Rows } from '../dataset.js';
import { badFile, type OpenFile, shownPath } from '../files/file.js';
import { checkMemory } from '../files/memory.js';
import type { WindowSettings } from './options.js';

/** Rows of the table from the first one of a window to its last target. */
function spanOf({ sequence_length, sampling_rate, horizon, steps }: WindowSettings): number {
  const inputs = (sequence_length - 1) * sampling_rate + 1;
  return Math.max(inputs, inputs + horizon + steps - 1);
}

/** Windows that overlap the next one that shares nothing with the first: left out where splits meet. */
export function gapOf(windows: WindowSettings): Ordered {
  return { gap: Math.ceil(spanOf(windows) / windows.sequence_stride) - 1 };
}

/**
 * Windows over rows that lie in order of time: x [windows, sequence_length, features]; y [windows], or
 * [windows, steps] for several.
 *
 * @throws UserError for a table that is shorter than one window.
 */
export function windowed(file: OpenFile, rows: Rows, windows: WindowSettings): Rows {
  const { sequence_length: length, sequence_stride: stride, sampling_rate: rate, horizon, steps } = windows;
  const span = spanOf(windows);
  const [total = 0, width = 1] = rows.x.shape;
  if (total < span) {
    throw badFile(file, `has ${total} rows, expected at least the ${span} of one window and its targets`);
  }
  const count = Math.floor((total - span) / stride) + 1;
  checkMemory(4 * count * (length * width + steps), 'making windows', { file: shownPath(file.path) });
  const x = new Float32Array(count * length * width);
  const y = allocate(rows.y.dtype, count * steps);
  for (let window = 0; window < count; window++) {
    for (let i = 0; i < length; i++) {
      const from = (window * stride + i * rate) * width;
      x.set(rows.x.data.subarray(from, from + width), (window * length + i) * width);
    }
    const first = window * stride + (length - 1) * rate + horizon;
    y.set(rows.y.data.subarray(first, first + steps), window * steps);
  }
  const targets: NDArray = { shape: steps === 1 ? [count] : [count, steps], dtype: rows.y.dtype, data: y };
  return { x: { shape: [count, length, width], dtype: 'float32', data: x }, y: targets };
}
