import { argument } from './argument.js';
import { baseline } from './baseline.js';
import { checkpointTarget } from './checkpoint.js';
import { csv } from './csv.js';
import { experiment } from './experiment.js';
import { idx } from './idx.js';
import { json } from './json.js';
import { lock } from './lock.js';
import { npz } from './npz.js';
import { override } from './override.js';
import { repeat } from './repeat.js';
import { runFacts } from './run-facts.js';
import { runIndex } from './run-index.js';
import { runRecord } from './run-record.js';
import { sweep } from './sweep.js';
import { sweepRecord, sweepTrials } from './sweep-record.js';
import type { Target } from './target.js';

/** Every kind of file that dlx opens. Adding one is a file and a row. */
export const targets: readonly Target[] = [
  argument,
  baseline,
  checkpointTarget,
  csv,
  experiment,
  idx,
  json,
  lock,
  npz,
  override,
  repeat,
  runFacts,
  runIndex,
  runRecord,
  sweep,
  sweepRecord,
  sweepTrials,
];
