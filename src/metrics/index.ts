import { accuracy } from './accuracy.js';
import { binary_accuracy } from './binary_accuracy.js';
import { categorical_accuracy } from './categorical_accuracy.js';
import { mean_absolute_error } from './mean_absolute_error.js';
import { mean_absolute_percentage_error } from './mean_absolute_percentage_error.js';
import { mean_squared_error } from './mean_squared_error.js';
import type { Metric } from './metric.js';
import { root_mean_squared_error } from './root_mean_squared_error.js';
import { sparse_categorical_accuracy } from './sparse_categorical_accuracy.js';

/** Every metric, by name. Adding one is a file and a row. */
export const metrics: readonly Metric[] = [
  accuracy,
  binary_accuracy,
  categorical_accuracy,
  mean_absolute_error,
  mean_absolute_percentage_error,
  mean_squared_error,
  root_mean_squared_error,
  sparse_categorical_accuracy,
];
