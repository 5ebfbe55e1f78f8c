import type { LineCounter } from 'yaml';
import type { Problem } from '../errors.js';
import { type Finding, formatPath, type Path } from './path.js';
import { parseSyntax } from './syntax.js';
import { readValues, type Spot, spotKey, type Values } from './values.js';

export interface Fault {
  readonly problem: Problem;
  readonly path?: Path;
}

/** A text that was read: its plain value, what is wrong with it, and where everything stands. */
export interface Source {
  readonly value: unknown;
  /** Set if the text is no YAML at all: then there is no value. */
  readonly broken: boolean;
  /** What is wrong with the text, and the paths of the values that were refused for it. */
  readonly faults: readonly Fault[];
  /** Where a finding's value or key stands; what is absent is at the nearest map around it. */
  locate(finding: Finding): Problem;
}

/** Reads YAML text. `file` names it in problems. Never throws. */
export function readSource(text: string, file: string): Source {
  const { document, lines, marks } = parseSyntax(text);
  const at = (offset: number): Problem => ({ message: '', file, ...placeOf(text, lines, offset) });
  const problem = (mark: { offset: number; message: string; hint?: string }, path?: Path): Problem => ({
    ...at(mark.offset),
    ...(path?.length ? { key: formatPath(path) } : {}),
    message: mark.message,
    ...(mark.hint === undefined ? {} : { hint: mark.hint }),
  });
  if (marks.length > 0 || !document) {
    const faults = marks.map((mark) => ({ problem: problem(mark) }));
    return {
      value: undefined,
      broken: true,
      faults,
      locate: (finding) => ({ message: finding.message, file }),
    };
  }
  const { value, spots, refusals } = valuesOf(document);
  return {
    value,
    broken: false,
    faults: refusals.map((refusal) => ({ problem: problem(refusal, refusal.path), path: refusal.path })),
    locate: (finding) => problem({ ...finding, offset: offsetOf(spots, finding) }, finding.path),
  };
}

/** Chains of anchors can nest deeper than any stack where the text does not (in keys, say). */
function valuesOf(document: Parameters<typeof readValues>[0]): Values {
  try {
    return readValues(document);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      value: null,
      spots: new Map(),
      refusals: [{ offset: 0, path: [], message: 'nested too deeply' }],
    };
  }
}

function offsetOf(spots: ReadonlyMap<string, Spot>, { path, at }: Finding): number {
  const exact = spots.get(spotKey(path));
  if (exact) return at === 'key' ? (exact.key ?? exact.value) : exact.value;
  for (let length = path.length - 1; length >= 0; length--) {
    const spot = spots.get(spotKey(path.slice(0, length)));
    if (spot) return spot.key ?? spot.value;
  }
  return 0;
}

/** A longer line is no use as an excerpt. */
const MAX_LINE = 2000;

function placeOf(text: string, lines: LineCounter, offset: number) {
  const { line, col } = lines.linePos(Math.min(offset, text.length));
  const start = lines.lineStarts[line - 1] ?? 0;
  const end = lines.lineStarts[line] ?? text.length;
  const source = end - start > MAX_LINE ? {} : { source: text.slice(start, end).replace(/[\r\n]+$/, '') };
  return { line: Math.max(line, 1), column: Math.max(col, 1), ...source };
}
