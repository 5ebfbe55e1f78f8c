import { Composer, type Document, Lexer, LineCounter, type ParsedNode, Parser, type YAMLError } from 'yaml';

/** Something wrong at a place in the text. */
export interface Mark {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
}

export interface Syntax {
  readonly document?: Document.Parsed<ParsedNode>;
  readonly lines: LineCounter;
  readonly marks: readonly Mark[];
}

/** Experiments nest about ten deep; recursion in `yaml` overflows the stack at some thousands. */
const MAX_DEPTH = 100;

const HINTS: { readonly [code: string]: string } = {
  BLOCK_AS_IMPLICIT_KEY:
    'a map on one line is written {key: value}; text that holds `: ` is written in quotes',
  MISSING_CHAR: 'something opened before is not closed',
  MULTILINE_IMPLICIT_KEY: 'a colon may be missing at the end of a key',
  TAB_AS_INDENT: 'indent with spaces',
};

const OPTIONS = { prettyErrors: false, uniqueKeys: false, resolveKnownTags: false, version: '1.2' } as const;

/** YAML 1.2 text with one document to its nodes, with every syntax error (one a line) and no exception. */
export function parseSyntax(text: string): Syntax {
  const lines = new LineCounter();
  try {
    const composer = new Composer({ ...OPTIONS, lineCounter: lines });
    const documents = [...composer.compose(tokens(text, lines), true, text.length)];
    const marks = documents.flatMap((one) => [...one.errors, ...one.warnings].map(markOf));
    const [document, second] = documents;
    if (second) marks.push(secondDocument(second.range[0], text));
    const version = document?.directives.yaml;
    if (version?.explicit && version.version !== '1.2')
      marks.push({
        offset: 0,
        message: `found YAML ${version.version}, expected YAML 1.2`,
        hint: 'remove the %YAML line',
      });
    return { document, lines, marks: onePerLine(marks, lines) };
  } catch (error) {
    if (error instanceof TooDeep) return { lines, marks: [error.mark] };
    if (error instanceof RangeError) return { lines, marks: [new TooDeep(0).mark] };
    throw error;
  }
}

/** The parser's own stack is what nests: it is checked at every token, before anything recurses into it. */
function* tokens(text: string, lines: LineCounter) {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_DEPTH) throw new TooDeep(offset);
    offset = parser.offset;
  }
  yield* parser.end();
}

class TooDeep extends Error {
  readonly mark: Mark;
  constructor(offset: number) {
    super('too deep');
    const hint = 'an experiment needs about ten levels';
    this.mark = { offset, message: 'nested too deeply', hint };
  }
}

function markOf(error: YAMLError): Mark {
  const [first = '', ...rest] = error.message;
  const message = `not valid YAML: ${first.toLowerCase()}${rest.join('')}`;
  if (error.code === 'TAG_RESOLVE_FAILED')
    return {
      offset: error.pos[0],
      message: `${message.replace('not valid YAML: u', 'u')}`,
      hint: 'remove the tag',
    };
  return { offset: error.pos[0], message, hint: HINTS[error.code] };
}

function secondDocument(start: number, text: string): Mark {
  const marker = text.lastIndexOf('---', start + 3);
  const message = 'found a second document, expected one experiment per file';
  return { offset: Math.max(marker, 0), message, hint: 'put it in a file of its own, or remove the `---`' };
}

function onePerLine(marks: readonly Mark[], lines: LineCounter): readonly Mark[] {
  const byLine = new Map<number, Mark>();
  for (const mark of [...marks].sort((a, b) => a.offset - b.offset)) {
    const { line } = lines.linePos(mark.offset);
    if (!byLine.has(line)) byLine.set(line, mark);
  }
  return [...byLine.values()];
}
