import { BYTES, formatShape, type NDArray, type Spec, sizeOf } from '../../arrays.js';
import { decodeElements, elementType } from './elements.js';
import { badFile, type DataFile, type OpenFile, plainBytes, shownPath, withFile } from './file.js';
import { checkMemory } from './memory.js';
import { NPY_PREFIX, NpyError, type NpyHeader, npyOffset, parseNpyHeader } from './npy.js';
import { type Member, readHead, readMember } from './zip.js';
import { listMembers } from './zip-directory.js';

/** One array of an .npz file, known from its header. */
export interface NpzEntry extends Spec {
  readonly name: string;
  read(): Promise<NDArray>;
}

/**
 * The arrays of an open .npz file by name, without reading their elements: the zip directory is read at
 * once, an array's header when it is asked for.
 *
 * @throws UserError if the file is not a zip, is cut off or has nothing in it.
 */
export async function listArrays(file: OpenFile): Promise<Map<string, () => Promise<NpzEntry>>> {
  const arrays = new Map<string, () => Promise<NpzEntry>>();
  for (const member of await listMembers(file)) {
    if (!member.name.endsWith('.npy')) continue;
    const name = member.name.slice(0, -'.npy'.length);
    if (arrays.has(name)) throw badFile(file, `has the array ${name} twice`);
    arrays.set(name, () => openEntry(file, name, member));
  }
  if (arrays.size === 0)
    throw badFile(file, 'is a zip file without .npy arrays in it, expected an .npz file');
  return arrays;
}

/**
 * Every array of an .npz file by name; names may be nested (`layer/kernel`). Numbers are narrowed as
 * decodeElements says.
 *
 * @param key the experiment's key that names the file
 * @throws UserError for a file that is missing, damaged or holds anything but finite numbers.
 */
export async function readNpz(path: string, key: string): Promise<Record<string, NDArray>> {
  return withFile({ path, key }, async (file) => {
    const arrays: [string, NDArray][] = [];
    for (const [name, open] of await listArrays(file)) arrays.push([name, await (await open()).read()]);
    return Object.fromEntries(arrays);
  });
}

async function openEntry(file: OpenFile, name: string, member: Member): Promise<NpzEntry> {
  const header = await readHeader(file, name, member);
  const type = explain(file, name, () => elementType(header));
  const claimed = sizeOf(header.shape) * type.width;
  if (claimed !== member.size - header.offset) {
    const shape = formatShape(header.shape);
    throw badFile(
      file,
      `${name} has shape ${shape} in its header, which takes ${claimed} bytes, but holds ${member.size - header.offset}`,
      'the file is cut off or damaged: write it again',
    );
  }
  const { shape } = header;
  const read = async () => {
    checkMemory(claimed + sizeOf(shape) * BYTES[type.dtype], `reading ${name}`, {
      file: shownPath(file.path),
    });
    const bytes = await readMember(file, member);
    return explain(file, name, () => decodeElements(header, plainBytes(bytes, header.offset)));
  };
  return { name, shape, dtype: type.dtype, read };
}

async function readHeader(file: OpenFile, name: string, member: Member): Promise<NpyHeader> {
  const prefix = await readHead(file, member, NPY_PREFIX);
  const length = explain(file, name, () => npyOffset(prefix));
  const bytes = prefix.length >= length ? prefix : await readHead(file, member, length);
  return explain(file, name, () => parseNpyHeader(bytes));
}

/** Says which array of which file an error is about. */
function explain<T>(file: DataFile, name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof NpyError ? badFile(file, `${name} ${error.message}`) : error;
  }
}
