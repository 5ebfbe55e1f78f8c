import { accuracy } from './accuracy.js';
import { auc } from './auc.js';
import { binary_accuracy } from './binary_accuracy.js';
import { binary_crossentropy } from './binary_crossentropy.js';
import { binary_io_u } from './binary_io_u.js';
import { categorical_accuracy } from './categorical_accuracy.js';
import { categorical_crossentropy } from './categorical_crossentropy.js';
import { categorical_hinge } from './categorical_hinge.js';
import { concordance_correlation } from './concordance_correlation.js';
import { cosine_similarity } from './cosine_similarity.js';
import { f1_score } from './f1_score.js';
import { false_negatives } from './false_negatives.js';
import { false_positives } from './false_positives.js';
import { fbeta_score } from './fbeta_score.js';
import { hinge } from './hinge.js';
import { io_u } from './io_u.js';
import { kl_divergence } from './kl_divergence.js';
import { logcosh } from './logcosh.js';
import { mean_absolute_error } from './mean_absolute_error.js';
import { mean_absolute_percentage_error } from './mean_absolute_percentage_error.js';
import { mean_io_u } from './mean_io_u.js';
import { mean_squared_error } from './mean_squared_error.js';
import { mean_squared_logarithmic_error } from './mean_squared_logarithmic_error.js';
import type { Metric } from './metric.js';
import { one_hot_io_u } from './one_hot_io_u.js';
import { one_hot_mean_io_u } from './one_hot_mean_io_u.js';
import { pearson_correlation } from './pearson_correlation.js';
import { poisson } from './poisson.js';
import { precision } from './precision.js';
import { precision_at_recall } from './precision_at_recall.js';
import { r2_score } from './r2_score.js';
import { recall } from './recall.js';
import { recall_at_precision } from './recall_at_precision.js';
import { root_mean_squared_error } from './root_mean_squared_error.js';
import { sensitivity_at_specificity } from './sensitivity_at_specificity.js';
import { sparse_categorical_accuracy } from './sparse_categorical_accuracy.js';
import { sparse_categorical_crossentropy } from './sparse_categorical_crossentropy.js';
import { sparse_top_k_categorical_accuracy } from './sparse_top_k_categorical_accuracy.js';
import { specificity_at_sensitivity } from './specificity_at_sensitivity.js';
import { squared_hinge } from './squared_hinge.js';
import { top_k_categorical_accuracy } from './top_k_categorical_accuracy.js';
import { true_negatives } from './true_negatives.js';
import { true_positives } from './true_positives.js';

/** Every metric, by name. Adding one is a file and a row. */
export const metrics: readonly Metric[] = [
  accuracy,
  auc,
  binary_accuracy,
  binary_crossentropy,
  binary_io_u,
  categorical_accuracy,
  categorical_crossentropy,
  categorical_hinge,
  concordance_correlation,
  cosine_similarity,
  f1_score,
  false_negatives,
  false_positives,
  fbeta_score,
  hinge,
  io_u,
  kl_divergence,
  logcosh,
  mean_absolute_error,
  mean_absolute_percentage_error,
  mean_io_u,
  mean_squared_error,
  mean_squared_logarithmic_error,
  one_hot_io_u,
  one_hot_mean_io_u,
  pearson_correlation,
  poisson,
  precision,
  precision_at_recall,
  r2_score,
  recall,
  recall_at_precision,
  root_mean_squared_error,
  sensitivity_at_specificity,
  sparse_categorical_accuracy,
  sparse_categorical_crossentropy,
  sparse_top_k_categorical_accuracy,
  specificity_at_sensitivity,
  squared_hinge,
  top_k_categorical_accuracy,
  true_negatives,
  true_positives,
];
