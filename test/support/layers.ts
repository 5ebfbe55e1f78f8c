import { findLayer } from '../../src/model/find.js';

/** What most layers make no use of in a context. */
export const QUIET = {
  masks: [],
  find: findLayer,
  addLoss: () => {},
  update: () => {},
};
