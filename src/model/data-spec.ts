import type { Spec } from '../arrays.js';
import type { Targets } from './targets.js';

/** What is known about the data of an experiment: from headers, or from the rows themselves. */
export interface DataSpec extends Omit<Targets, 'columns'> {
  readonly x: Spec;
  /** Names of the columns of a row of inputs, where they have names. */
  readonly features?: readonly string[];
  /** Columns of the target, where they are known. */
  readonly targets?: Targets['columns'];
  /** Names of the classes, where they are known. */
  readonly classes?: readonly string[];
  readonly hasValidation: boolean;
  readonly hasTest: boolean;
}
