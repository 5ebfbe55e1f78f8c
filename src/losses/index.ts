import { binary_crossentropy } from './binary_crossentropy.js';
import { binary_focal_crossentropy } from './binary_focal_crossentropy.js';
import { categorical_crossentropy } from './categorical_crossentropy.js';
import { categorical_focal_crossentropy } from './categorical_focal_crossentropy.js';
import { categorical_generalized_cross_entropy } from './categorical_generalized_cross_entropy.js';
import { categorical_hinge } from './categorical_hinge.js';
import { cosine_similarity } from './cosine_similarity.js';
import { dice } from './dice.js';
import { hinge } from './hinge.js';
import { huber } from './huber.js';
import { kl_divergence } from './kl_divergence.js';
import { log_cosh } from './log_cosh.js';
import type { Loss } from './loss.js';
import { mean_absolute_error } from './mean_absolute_error.js';
import { mean_absolute_percentage_error } from './mean_absolute_percentage_error.js';
import { mean_squared_error } from './mean_squared_error.js';
import { mean_squared_logarithmic_error } from './mean_squared_logarithmic_error.js';
import { poisson } from './poisson.js';
import { sparse_categorical_crossentropy } from './sparse_categorical_crossentropy.js';
import { squared_hinge } from './squared_hinge.js';
import { tversky } from './tversky.js';

/** Every loss, by name. Adding one is a file and a row. */
export const losses: readonly Loss[] = [
  binary_crossentropy,
  binary_focal_crossentropy,
  categorical_crossentropy,
  categorical_focal_crossentropy,
  categorical_generalized_cross_entropy,
  categorical_hinge,
  cosine_similarity,
  dice,
  hinge,
  huber,
  kl_divergence,
  log_cosh,
  mean_absolute_error,
  mean_absolute_percentage_error,
  mean_squared_error,
  mean_squared_logarithmic_error,
  poisson,
  sparse_categorical_crossentropy,
  squared_hinge,
  tversky,
];
