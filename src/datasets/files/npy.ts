/** The header of an .npy array (numpy.lib.format, versions 1 to 3). */
export interface NpyHeader {
  /** Byte order and type: `<f4`, `|u1`. */
  readonly descr: string;
  readonly fortran: boolean;
  readonly shape: readonly number[];
  /** Where the elements start. */
  readonly offset: number;
}

/** What is wrong with an array, as the rest of a sentence that starts with its name. */
export class NpyError extends Error {}

/** What numpy itself accepts (`max_header_size`); a longer one is damaged or hostile. */
const LONGEST_HEADER = 10_000;
/** As many as numpy has. */
const MOST_AXES = 64;

/** Length that surely holds the fixed part of a header. */
export const NPY_PREFIX = 12;

/** Bytes of the whole header, told from its first 12 bytes. @throws NpyError */
export function npyOffset(bytes: Buffer): number {
  if (bytes.length < NPY_PREFIX || bytes.toString('latin1', 0, 6) !== '\x93NUMPY')
    throw new NpyError('is not an .npy array');
  const version = bytes[6] as number;
  if (version < 1 || version > 3) throw new NpyError(`has .npy version ${version}, expected 1, 2 or 3`);
  const offset = version === 1 ? 10 + bytes.readUInt16LE(8) : 12 + bytes.readUInt32LE(8);
  if (offset > LONGEST_HEADER)
    throw new NpyError(`has a header of ${offset} bytes, expected at most ${LONGEST_HEADER}`);
  return offset;
}

/**
 * Reads the header, a Python dictionary of three known keys. Nothing is evaluated.
 *
 * @throws NpyError
 */
export function parseNpyHeader(bytes: Buffer): NpyHeader {
  const offset = npyOffset(bytes);
  if (offset > bytes.length) throw new NpyError('has a header that is cut off');
  const text = bytes.toString('utf8', bytes[6] === 1 ? 10 : 12, offset);
  if (/'descr':\s*\[/.test(text))
    throw new NpyError('has records (a structured dtype), expected plain numbers');
  const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const axes = /'shape':\s*\(([^)]*)\)/.exec(text)?.[1];
  if (descr === undefined || order === undefined || axes === undefined)
    throw new NpyError('has a damaged header');
  const shape = axes
    .split(',')
    .map((axis) => axis.trim())
    .filter((axis) => axis !== '')
    .map((axis) => (/^\d+L?$/.test(axis) ? Number.parseInt(axis, 10) : Number.NaN));
  if (!shape.every(Number.isSafeInteger)) throw new NpyError(`has a damaged shape (${axes})`);
  if (shape.length > MOST_AXES) throw new NpyError(`has ${shape.length} axes, expected at most ${MOST_AXES}`);
  return { descr, fortran: order === 'True', shape, offset };
}
