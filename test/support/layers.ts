import { chosen } from '../../src/experiment/part.js';
import { layers } from '../../src/layers/index.js';
import type { FindLayer } from '../../src/layers/layer.js';
import { row } from './keras.js';

/** Options come resolved to a layer: those within its options are filled in here. */
const find: FindLayer = (choice) => {
  const { name, options } = chosen(choice);
  return row(layers, name, options);
};

/** What most layers make no use of in a context. */
export const QUIET = {
  masks: [],
  find,
  addLoss: () => {},
  update: () => {},
};
