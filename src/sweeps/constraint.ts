import type { Assignment } from './assignment.js';

/** A line of `constraints`: two sums of products of parameters and numbers, compared. */
export interface Constraint {
  readonly text: string;
  /** Parameters that it names. */
  readonly paths: readonly string[];
  /** True also where one of its parameters plays no part in the trial, or is no number. */
  holds(assignment: Assignment): boolean;
}

type Lookup = (path: string) => number;
type Term = (lookup: Lookup) => number;

const COMPARE: { readonly [operator: string]: (a: number, b: number) => boolean } = {
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
};

const OPERATE: { readonly [operator: string]: (a: number, b: number) => number } = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

/** Spaces around `-` and `/` tell them from parts of a name. */
const TOKEN =
  /\s*(?:([<>]=?|[=!]=)|([*+()])|([-/])(?=\s)|(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.[]))|([A-Za-z_][\w.[\]-]*))\s*/y;

/**
 * Reads `training.batch_size * architecture[1].Dense.units <= 8192`.
 *
 * @returns the constraint, or what is wrong with the text as `found ..., expected ...`.
 */
export function parseConstraint(text: string): Constraint | string {
  const tokens = tokensOf(text);
  if (typeof tokens === 'string') return tokens;
  const reader = new Reader(tokens);
  try {
    const left = reader.sum();
    const operator = reader.take((token) => token in COMPARE, 'a comparison (< <= > >= == !=)');
    const right = reader.sum();
    reader.end();
    const compare = COMPARE[operator]!;
    return {
      text,
      paths: [...reader.paths],
      holds(assignment) {
        const values = [...reader.paths].map((path) => assignment.get(path));
        if (values.some((value) => typeof value !== 'number')) return true;
        const lookup: Lookup = (path) => assignment.get(path) as number;
        return compare(left(lookup), right(lookup));
      },
    };
  } catch (error) {
    if (error instanceof Unexpected) return error.message;
    throw error;
  }
}

class Unexpected extends Error {}

function tokensOf(text: string): readonly string[] | string {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match)
      return `found ${JSON.stringify(text.slice(at, at + 20))}, expected a parameter, a number or an operator`;
    tokens.push(match[0].trim());
  }
  return tokens;
}

/** Recursive descent: a sum of products of parameters, numbers and sums in parentheses. */
class Reader {
  readonly paths = new Set<string>();
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly string[]) {}

  sum(): Term {
    return this.chain('+-', () => this.chain('*/', () => this.factor()));
  }

  take(accepts: (token: string) => boolean, expected: string): string {
    const token = this.tokens[this.at];
    if (token === undefined || !accepts(token)) {
      throw new Unexpected(`found ${token === undefined ? 'the end' : `\`${token}\``}, expected ${expected}`);
    }
    this.at++;
    return token;
  }

  end(): void {
    if (this.at < this.tokens.length)
      throw new Unexpected(`found \`${this.tokens[this.at]}\`, expected the end`);
  }

  private chain(operators: string, next: () => Term): Term {
    const first = next();
    const others: [operate: (a: number, b: number) => number, term: Term][] = [];
    for (let token = this.tokens[this.at]; token && operators.includes(token); token = this.tokens[this.at]) {
      this.at++;
      others.push([OPERATE[token]!, next()]);
    }
    // A list, because a term in a term in a term would fill the stack.
    return (lookup) => others.reduce((sum, [operate, term]) => operate(sum, term(lookup)), first(lookup));
  }

  private factor(): Term {
    const token = this.take(
      (one) => one === '(' || /^[-\dA-Za-z_]./.test(`${one} `),
      'a parameter or a number',
    );
    if (token === '(') {
      if (++this.depth > 50) throw new Unexpected('found parentheses nested too deeply');
      const inner = this.sum();
      this.take((one) => one === ')', '`)`');
      this.depth--;
      return inner;
    }
    const number = Number(token);
    if (!Number.isNaN(number)) return () => number;
    this.paths.add(token);
    return (lookup) => lookup(token);
  }
}
