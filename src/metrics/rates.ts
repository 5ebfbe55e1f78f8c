import type { Counts } from './confusion.js';
import { ratio } from './sums.js';

const ratios = (a: readonly number[], b: readonly number[]) => a.map((one, i) => ratio(one, one + b[i]!));

/** Of what is said to be a yes, the part that is, at every threshold; 0 where nothing is said to be. */
export const precisions = (counts: Counts) => ratios(counts.truePositives, counts.falsePositives);
/** Of what is a yes, the part that is found: recall, or sensitivity. */
export const recalls = (counts: Counts) => ratios(counts.truePositives, counts.falseNegatives);
/** Of what is a no, the part that is found. */
export const specificities = (counts: Counts) => ratios(counts.trueNegatives, counts.falsePositives);
/** Of what is a no, the part that is said to be a yes. */
export const falseRates = (counts: Counts) => ratios(counts.falsePositives, counts.trueNegatives);
