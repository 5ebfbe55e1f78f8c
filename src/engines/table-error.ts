import { EXIT, UserError } from '../errors.js';

/** How onnxruntime, tfjs and TensorFlow say that a table has no such row; the first one says of which layer, too. */
const WORDS = [
  /Gather node\. Name:'(?<name>[^']*)'.*idx=(?<found>-?\d+) must be within the inclusive range \[-?\d+,(?<last>\d+)\]/s,
  /GatherV2: the index value (?<found>-?\d+) is not in \[0, (?<last>-?\d+)\]/,
  /indices\[.*\] = (?<found>-?\d+) is not in \[0, (?<size>\d+)\)/,
];

/** The error of a step, in words of the experiment where what it was given is to blame. */
export function tableError(error: unknown): unknown {
  const text = error instanceof Error ? error.message : '';
  const groups = WORDS.map((words) => words.exec(text)?.groups).find((found) => found);
  if (!groups) return error;
  const { name, found, last, size } = groups;
  const layer = name?.replace(/\/[^/]*$/, '');
  const of = layer ? ` of ${layer}` : '';
  return new UserError(
    {
      message: `the number ${found} is looked up in a table${of}, expected 0 to ${last ?? Number(size) - 1}`,
      hint: 'Embedding takes numbers of things, counted from 0: make its input_dim larger than all of them, or the numbers smaller',
    },
    EXIT.usage,
    error,
  );
}
