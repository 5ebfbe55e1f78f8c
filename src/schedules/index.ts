import { CosineDecay } from './CosineDecay.js';
import { CosineDecayRestarts } from './CosineDecayRestarts.js';
import { ExponentialDecay } from './ExponentialDecay.js';
import { InverseTimeDecay } from './InverseTimeDecay.js';
import { LinearWarmup } from './LinearWarmup.js';
import { PiecewiseConstantDecay } from './PiecewiseConstantDecay.js';
import { PolynomialDecay } from './PolynomialDecay.js';
import type { Schedule } from './schedule.js';

/** Every learning-rate schedule, by name. Adding one is a file and a row. */
export const schedules: readonly Schedule[] = [
  CosineDecay,
  CosineDecayRestarts,
  ExponentialDecay,
  InverseTimeDecay,
  LinearWarmup,
  PiecewiseConstantDecay,
  PolynomialDecay,
];
