/** The run record: written while training, read afterwards. */
export { moreIsBetter } from './best.js';
export { environment, packageVersion, versions } from './environment.js';
export { judge, passed } from './expect.js';
export { findRun, previousRun } from './find.js';
export { gitState } from './git.js';
export { listRuns, type StoredRun } from './list.js';
export type { Observer } from './observer.js';
export { readRun } from './read.js';
export type {
  Best,
  Git,
  InitialWeights,
  Outcome,
  Resumption,
  RunRecord,
  Split,
  Status,
  Values,
} from './record.js';
export type { RecordWriter, RunEnd } from './recorder.js';
export { runSchema } from './schema.js';
export { type Clock, type RunStart, startClock } from './start.js';
export { type Continuation, continueRecord, createRecord } from './writer.js';
