import type { Command } from '@oclif/core';
import { compare } from './compare.js';
import { resume } from './resume.js';
import { run } from './run.js';
import { runs } from './runs.js';
import { show } from './show.js';
import { validate } from './validate.js';

/** Every command, by name. Adding one is a file and a row. */
export const commands: { readonly [name: string]: Command.Class } = {
  compare,
  resume,
  run,
  runs,
  show,
  validate,
};

export { main } from './main.js';
