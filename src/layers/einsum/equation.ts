import { formatShape } from '../../arrays.js';

/** Sizes of one letter each: of an input, a kernel and the output. Axes behind `...` have signs of their own. */
export interface Equation {
  /** Of [batch, ...sample]. */
  readonly input: readonly string[];
  readonly kernel: readonly string[];
  readonly output: readonly string[];
  /** Of every letter but that of the batch. */
  readonly sizes: ReadonlyMap<string, number>;
  /** How many axes `...` stands for at the end. */
  readonly behind: number;
}

const FORMS = /^(\.\.\.)?([a-zA-Z]+)(\.\.\.)?,([a-zA-Z]+)->(\.\.\.)?([a-zA-Z]+)(\.\.\.)?$/;

/**
 * An equation of keras.layers.EinsumDense (`abc,cd->abd`, `...x,xy->...y`, `ab...,bc->ac...`) for samples of a shape.
 * @param given the axes of the output but the batch and those of `...`; null: as in the input.
 * Throws for equations that are none, and shapes that do not fit.
 */
export function parseEquation(
  equation: string,
  given: readonly (number | null)[],
  sample: readonly number[],
): Equation {
  const [, left, input, right, kernel, leftOut, output, rightOut] =
    FORMS.exec(equation.replaceAll(' ', '')) ?? [];
  if (input === undefined || left !== leftOut || right !== rightOut || (left && right)) {
    const forms = 'expected [X],[Y]->[Z], ...[X],[Y]->...[Z] or [X]...,[Y]->[Z]...';
    throw new Error(`equation ${JSON.stringify(equation)}: ${forms}, as abc,cd->abd`);
  }
  const missing = sample.length + 1 - input.length;
  if (missing < 0 || (missing > 0 && !left && !right)) {
    const found = `equation ${JSON.stringify(equation)} takes ${input.length} axes with the batch`;
    throw new Error(`${found}, the input has ${sample.length + 1} (batch and ${formatShape(sample)})`);
  }
  const dots = Array.from({ length: missing }, (_, at) => `.${at}`);
  const around = (letters: string) => [...(left ? dots : []), ...letters, ...(right ? dots : [])];
  const parsed = { input: around(input), kernel: [...kernel!], output: around(output!) };
  checkLetters(equation, parsed);
  const sizes = sizesOf(parsed, [...output!], given, sample);
  return { ...parsed, sizes, behind: right ? missing : 0 };
}

type Letters = Omit<Equation, 'sizes' | 'behind'>;

function checkLetters(equation: string, { input, kernel, output }: Letters): void {
  const fail = (what: string): never => {
    throw new Error(`equation ${JSON.stringify(equation)}: ${what}`);
  };
  for (const letters of [input, kernel, output]) {
    const twice = letters.find((letter, at) => letters.indexOf(letter) !== at);
    if (twice !== undefined) fail(`${twice} stands twice in ${letters.join('')}: name every axis once`);
  }
  const batch = input[0]!;
  if (output[0] !== batch || kernel.includes(batch))
    fail('the first axis is the batch: it must be the first of the output, and none of the kernel');
  const lost = kernel.find((letter) => !input.includes(letter) && !output.includes(letter));
  if (lost !== undefined) fail(`${lost} of the kernel is neither in the input nor in the output`);
  const unknown = output.find((letter) => !input.includes(letter) && !kernel.includes(letter));
  if (unknown !== undefined) fail(`${unknown} of the output is neither in the input nor in the kernel`);
}

function sizesOf(
  { input, output }: Letters,
  written: readonly string[],
  given: readonly (number | null)[],
  sample: readonly number[],
): Map<string, number> {
  const sizes = new Map(input.slice(1).map((letter, at) => [letter, sample[at]!]));
  const named = written.filter((letter) => letter !== output[0]);
  if (given.length !== named.length) {
    const found = `output_shape [${given.map(String).join(', ')}] has ${given.length} axes`;
    throw new Error(
      `${found}: expected one for each of ${named.join('') || 'none'} (without the batch and ...)`,
    );
  }
  for (const [at, letter] of named.entries()) {
    const known = sizes.get(letter);
    const size = given[at] ?? known;
    if (size === undefined) throw new Error(`output_shape: ${letter} is no axis of the input; give its size`);
    if (known !== undefined && known !== size)
      throw new Error(`output_shape says ${size} for ${letter}, which has ${known} places in the input`);
    sizes.set(letter, size);
  }
  return sizes;
}
