import type { OptionSchema } from '../../experiment/part.js';

/** What a parameter of an experiment may be set to: anything that YAML can hold. */
export type Value = unknown;

/**
 * A parameter's values laid out on the unit interval, so that a uniform number there has the distribution that was
 * asked for. Every search method works on the unit cube and knows nothing of units.
 */
export interface Axis {
  /** Whether values that are near one another on the interval are alike: numbers, but not the items of a list. */
  readonly ordered: boolean;
  /** How many values there are; infinite where they are not counted. */
  readonly count: number;
  /** The value at a place from 0 to 1. */
  at(place: number): Value;
  /** The part of the interval that has a value; without width for a continuous one, undefined for one that it has not. */
  cell(value: Value): readonly [low: number, high: number] | undefined;
  /** Every value, in order. Only where they can be counted. */
  values(): readonly Value[];
}

/** One kind of distribution, as W&B's sweep files name it. */
export interface Distribution {
  readonly name: string;
  readonly summary: string;
  readonly options: OptionSchema;
  /** What is wrong with options that fit the schema, as `found ..., expected ...`; undefined where nothing is. */
  problem?(options: never): string | undefined;
  axis(options: never): Axis;
}
