import { csv } from './csv.js';
import type { Dataset } from './dataset.js';
import { fashion_mnist } from './fashion_mnist.js';
import { json } from './json.js';
import { mnist } from './mnist.js';
import { npz } from './npz.js';
import { synthetic_classification } from './synthetic_classification.js';
import { synthetic_ratings } from './synthetic_ratings.js';
import { text } from './text.js';
import { text_directory } from './text_directory.js';

/** Every source of data, by name. Adding one is a file and a row. */
export const datasets: readonly Dataset[] = [
  csv,
  fashion_mnist,
  json,
  mnist,
  npz,
  synthetic_classification,
  synthetic_ratings,
  text,
  text_directory,
];
