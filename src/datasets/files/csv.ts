import { badFile, type OpenFile, readBytes } from './file.js';

/** A CSV file as text: its header and the records under it. */
export interface Table {
  readonly header: readonly string[];
  readonly records: readonly Row[];
}

export interface Row {
  readonly cells: readonly string[];
  /** Line of the file (1-based) on which the record ends, where the file has a line for each. */
  readonly line?: number;
  /** What messages call it, where lines do not tell. */
  readonly label?: string;
}

/** Something is wrong with one record. */
export function badRow(file: OpenFile, { label, line }: Row, message: string, hint?: string) {
  return badFile(file, label === undefined ? message : `${label}: ${message}`, hint, line);
}

interface Settings {
  readonly delimiter: string;
  /** Number of rows after which to stop. */
  readonly to?: number;
}

/** First piece to look at when only the header and the first record are wanted. */
const PIECE = 2 ** 16;

/** The whole table. @throws UserError for a file that is empty, not UTF-8, ragged or has no records. */
export async function readTable(file: OpenFile, delimiter: string): Promise<Table> {
  return toTable(
    file,
    await parseText(file, decode(file, await readBytes(file, 0, file.size)), { delimiter }),
  );
}

/** The header and the first record, from as little of the file as has them. */
export async function readTableHead(file: OpenFile, delimiter: string): Promise<Table> {
  for (let length = PIECE; length < file.size; length *= 16) {
    const bytes = await readBytes(file, 0, length);
    const lastLine = bytes.lastIndexOf('\n');
    if (lastLine < 0) continue;
    try {
      const rows = await parseText(file, decode(file, bytes.subarray(0, lastLine + 1)), { delimiter, to: 2 });
      if (rows.length === 2) return toTable(file, rows);
    } catch {
      // A quoted cell may go on past this piece; what is really wrong shows in the whole file.
    }
  }
  return toTable(
    file,
    await parseText(file, decode(file, await readBytes(file, 0, file.size)), { delimiter, to: 2 }),
  );
}

/** @throws UserError for what is not UTF-8, or too long for a string. `as`: what the file should be. */
export function decode(file: OpenFile, bytes: Buffer, as = 'CSV'): string {
  const hint = `save it as ${as} in UTF-8`;
  if (bytes.includes(0)) throw badFile(file, 'has NUL bytes: it is UTF-16 or no text at all', hint);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw badFile(file, 'is not UTF-8 text', hint);
    throw badFile(file, 'is too long to be read as one text', 'save it as .npz');
  }
}

/** Text with quotes, or with old line ends, which splitting at line ends and delimiters gets wrong. */
const INTRICATE = /"|\r(?!\n)/;

async function parseText(file: OpenFile, text: string, options: Settings): Promise<readonly Row[]> {
  if (!INTRICATE.test(text)) return splitText(text, options);
  // Loaded only where a CSV file is read: it takes 20 ms.
  const { CsvError, parse } = await import('csv-parse/sync');
  try {
    const parsed = parse(text, {
      ...options,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly { record: string[]; info: { lines: number } }[];
    return parsed.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as { lines?: number }).lines;
    throw badFile(file, error.message, 'a quote inside a quoted cell is written twice', line);
  }
}

/** Ten times as fast as the parser. */
function splitText(text: string, { delimiter, to }: Settings): Row[] {
  const rows = text
    .split(/\r?\n/)
    .map((content, i) => ({ content, line: i + 1 }))
    .filter(({ content }) => content !== '');
  return rows.slice(0, to).map(({ content, line }) => ({ cells: content.split(delimiter), line }));
}

function toTable(file: OpenFile, [first, ...records]: readonly Row[]): Table {
  if (!first) throw badFile(file, 'is empty, expected a header and rows');
  if (records.length === 0) throw badFile(file, 'has a header only, expected rows under it');
  const header = first.cells.map((name) => name.trim());
  const seen = new Set<string>();
  const twice = header.find((name) => seen.size === seen.add(name).size);
  if (twice !== undefined)
    throw badFile(file, `has two columns named "${twice}"`, 'rename one of them', first.line);
  for (const { cells, line } of records) {
    if (cells.length !== header.length) {
      const message = `has ${cells.length} cells, expected ${header.length} as in the header`;
      throw badFile(file, message, 'check the delimiter and the quotes', line);
    }
  }
  return { header, records };
}
