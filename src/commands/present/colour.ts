import picocolors from 'picocolors';
import { inCi } from '../../training/progress.js';

type Paint = (text: string) => string;

export interface Colours {
  readonly good: Paint;
  readonly bad: Paint;
  readonly dim: Paint;
  readonly bold: Paint;
}

const plain = (text: string) => text;

/** No colours: for pipes and files. */
export const uncoloured: Colours = { good: plain, bad: plain, dim: plain, bold: plain };

/** Colours on a terminal that has them, unless NO_COLOR or CI is set. */
export function coloured(
  stream: { readonly isTTY?: boolean },
  env: { readonly [name: string]: string | undefined },
): Colours {
  if (!stream.isTTY || env.NO_COLOR || env.TERM === 'dumb' || inCi(env)) return uncoloured;
  const { green, red, dim, bold } = picocolors.createColors(true);
  return { good: green, bad: red, dim, bold };
}
