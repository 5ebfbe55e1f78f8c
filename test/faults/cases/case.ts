import type { Program } from '../program.js';

/** How much is tried: a part that fits into the suite, or everything. */
export type Extent = 'part' | 'all';

/** What came of it: one entry for each fault that something was lost in. */
export interface Outcome {
  readonly tried: number;
  readonly lost: readonly string[];
  /** Faults that could not be brought about. */
  readonly missed: readonly string[];
}

/** One kind of fault. */
export interface FaultCase {
  /** A row of the table in the README. */
  readonly name: string;
  /** What it needs that is not here; undefined where nothing is missing. */
  whyNot?(): string | undefined;
  /** Whether the naive writer has to lose something: always, only in all of it, or not at all. */
  readonly naive: Extent | 'no';
  run(program: Program, extent: Extent): Promise<Outcome>;
}

/** Counts faults, and collects what was lost. */
export class Tally implements Outcome {
  tried = 0;
  readonly lost: string[] = [];
  readonly missed: string[] = [];

  add(what: string, losses: readonly string[]): void {
    this.tried++;
    if (losses.length > 0) this.lost.push(`${what}: ${losses.join('; ')}`);
  }
}

/** `count` of the items, spread evenly; all of them where everything is wanted. */
export function some<T>(items: readonly T[], extent: Extent, count: number): readonly T[] {
  if (extent === 'all' || items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / count)]!);
}
