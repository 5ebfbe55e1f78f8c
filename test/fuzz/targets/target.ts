import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as fc from 'fast-check';

/** Something that opens files of one kind. */
export interface Target {
  readonly name: string;
  /** Where in the folder of the target the file stands. */
  readonly file: string;
  /**
   * Files to begin with: small ones that are good, and what once did harm or might.
   *
   * @param root the checkout @param thorough those that take a second each, too
   */
  seeds(root: string, thorough: boolean): readonly Uint8Array[];
  /** Words of the format, to be put in. */
  readonly tokens: readonly string[];
  /** Files made from the format's own rules, right and wrong. */
  structured(): fc.Arbitrary<Uint8Array>;
  /** Corrects the checksums of a changed file, so that what lies behind them is reached. */
  mend?(bytes: Uint8Array): Uint8Array;
  /** Bytes that opening a file of these bytes may allocate, all in all, texts and objects aside. */
  most(bytes: Uint8Array): number;
  /** Makes what has to stand around the file. */
  prepare?(folder: string): void;
  /** Opens the file in every way that dlx does. Throws what the reader throws. */
  open(path: string, folder: string): unknown;
}

/** Runs every one of these, though others throw; throws what the last one threw that did. */
export async function each(...openings: readonly (() => unknown)[]): Promise<unknown> {
  const values: unknown[] = [];
  let failed: unknown;
  for (const opening of openings) {
    try {
      values.push(await opening());
    } catch (error) {
      // The worst is what must not be lost: a UserError gives way to any other.
      if (failed === undefined || (failed as Error).name === 'UserError') failed = error;
    }
  }
  if (failed !== undefined) throw failed;
  return values;
}

export const text = (content: string) => new Uint8Array(Buffer.from(content));

/** The files of a folder whose names match. */
export function filesIn(folder: string, pattern: RegExp): Uint8Array[] {
  const names = readdirSync(folder).filter((name) => pattern.test(name));
  return names.sort().map((name) => new Uint8Array(readFileSync(join(folder, name))));
}

/** For files that are not packed: the elements, wider ones made of them, and what a reader needs at least. */
export const plain = ({ length }: Uint8Array) => 2 ** 18 + 32 * length;

/** Deflate makes a thousand bytes of one, and no more. */
export const packed = ({ length }: Uint8Array) => 2 ** 21 + 4 * 1032 * length;

/** A small experiment. */
export const VALID = `name: x
data:
  dataset: mnist
architecture:
  - Flatten
  - Dense: {units: 4, activation: relu, name: h1}
  - Dense: {units: 10}
loss: sparse_categorical_crossentropy
optimizer: adam
`;
