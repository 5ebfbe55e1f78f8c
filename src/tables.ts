import { activations } from './activations/index.js';
import { augmentations } from './augmentations/index.js';
import { callbacks } from './callbacks/index.js';
import { constraints } from './constraints/index.js';
import { datasets } from './datasets/index.js';
import { engines } from './engines/index.js';
import type { Part, Table } from './experiment/part.js';
import { initializers } from './initializers/index.js';
import { layers } from './layers/index.js';
import { losses } from './losses/index.js';
import { metrics } from './metrics/index.js';
import { optimizers } from './optimizers/index.js';
import { preprocess } from './preprocess/index.js';
import { regularizers } from './regularizers/index.js';
import { schedules } from './schedules/index.js';

/** Every table that an experiment chooses from: what the JSON Schema and the contract tests are made of. */
export const tables: { readonly [T in Table]: readonly Part[] } = {
  activation: activations,
  augmentation: augmentations,
  callback: callbacks,
  constraint: constraints,
  dataset: datasets,
  engine: engines,
  initializer: initializers,
  layer: layers,
  loss: losses,
  metric: metrics,
  optimizer: optimizers,
  preprocess,
  regularizer: regularizers,
  schedule: schedules,
};
