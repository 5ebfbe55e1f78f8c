import { csv } from './csv.js';
import type { Dataset } from './dataset.js';
import { fashion_mnist } from './fashion_mnist.js';
import { mnist } from './mnist.js';
import { npz } from './npz.js';
import { synthetic_classification } from './synthetic_classification.js';

/** Every source of data, by name. Adding one is a file and a row. */
export const datasets: readonly Dataset[] = [csv, fashion_mnist, mnist, npz, synthetic_classification];
