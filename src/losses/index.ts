import { binary_crossentropy } from './binary_crossentropy.js';
import { categorical_crossentropy } from './categorical_crossentropy.js';
import type { Loss } from './loss.js';
import { mean_absolute_error } from './mean_absolute_error.js';
import { mean_squared_error } from './mean_squared_error.js';
import { sparse_categorical_crossentropy } from './sparse_categorical_crossentropy.js';

/** Every loss, by name. Adding one is a file and a row. */
export const losses: readonly Loss[] = [
  binary_crossentropy,
  categorical_crossentropy,
  mean_absolute_error,
  mean_squared_error,
  sparse_categorical_crossentropy,
];
