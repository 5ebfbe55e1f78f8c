import { allocate as allocateArray, type NDArray } from '../arrays.js';
import { gather } from './batches.js';
import type { Rows } from './dataset.js';

/** Some rows of a source, in the given order and the same element type. All rows in order are not copied. */
export function selectRows(rows: Rows, chosen: Int32Array): Rows {
  const { x, y, w } = rows;
  return { x: select(x, chosen), y: select(y, chosen), ...(w && { w: select(w, chosen) }) };
}

function select(source: NDArray, chosen: Int32Array): NDArray {
  const [rows = 0, ...sample] = source.shape;
  if (chosen.length === rows && chosen.every((row, i) => row === i)) return source;
  const data = allocateArray(source.dtype, (source.data.length / rows) * chosen.length);
  gather(source, chosen, 0, chosen.length, data);
  return { shape: [chosen.length, ...sample], dtype: source.dtype, data };
}
