import { decode, type Table } from './csv.js';
import { badFile, type OpenFile, readBytes, shownPath } from './file.js';
import { checkMemory } from './memory.js';

/**
 * An array of objects as a table: a column for each key that any of them has, in the order in which they appear.
 * Numbers and truth values are written as text, as in a CSV file; a key that an object lacks, and null, are missing.
 *
 * @throws UserError for a file that is empty, not UTF-8, no JSON, or no array of objects.
 */
export async function readJsonTable(file: OpenFile): Promise<Table> {
  const objects = parse(file, decode(file, await readBytes(file, 0, file.size), 'JSON'));
  const header = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  // Objects with keys of their own make a table that is larger than the file by far.
  checkMemory(8 * header.length * objects.length, 'reading it', { file: shownPath(file.path) });
  const records = objects.map((object, i) => ({
    cells: header.map((key) => (Object.hasOwn(object, key) ? cellOf(object[key]) : '')),
    label: `object ${i + 1}`,
  }));
  return { header, records };
}

type JsonObject = { readonly [key: string]: unknown };

function parse(file: OpenFile, text: string): readonly JsonObject[] {
  if (text.trim() === '') throw badFile(file, 'is empty, expected a JSON array of objects');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const position = /position (\d+)/.exec(message)?.[1];
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
    throw badFile(file, `is not valid JSON: ${message}`, 'expected an array of objects', line);
  }
  if (!Array.isArray(value)) throw badFile(file, `is ${kindOf(value)}, expected an array of objects`);
  if (value.length === 0) throw badFile(file, 'is an empty array, expected objects in it');
  const stray = value.findIndex((one) => typeof one !== 'object' || one === null || Array.isArray(one));
  if (stray >= 0) throw badFile(file, `has ${kindOf(value[stray])} at [${stray}], expected an object`);
  return value;
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? `(${kindOf(value)})` : String(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
