import type { Command } from '@oclif/core';
import { check } from './check.js';
import { compare } from './compare.js';
import { diff } from './diff.js';
import { doctor } from './doctor.js';
import { exportRuns } from './export-runs.js';
import { lrFind } from './lr-find.js';
import { report } from './report.js';
import { resume } from './resume.js';
import { run } from './run.js';
import { removeRuns } from './runs/rm.js';
import { showRun } from './runs/show.js';
import { tagRuns } from './runs/tag.js';
import { runs } from './runs.js';
import { sample } from './sample.js';
import { show } from './show.js';
import { bestTrial } from './sweep/best.js';
import { showSweep } from './sweep/show.js';
import { sweep } from './sweep.js';
import { validate } from './validate.js';
import { verify } from './verify.js';
import { worker } from './worker.js';

/** Every command, by name. Adding one is a file and a row. */
export const commands: { readonly [name: string]: Command.Class } = {
  check,
  compare,
  diff,
  doctor,
  'export-runs': exportRuns,
  'lr-find': lrFind,
  report,
  resume,
  run,
  runs,
  'runs:rm': removeRuns,
  'runs:show': showRun,
  'runs:tag': tagRuns,
  sample,
  show,
  sweep,
  'sweep:best': bestTrial,
  'sweep:show': showSweep,
  validate,
  verify,
  worker,
};

export { main } from './main.js';
