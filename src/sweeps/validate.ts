import { type Problem, UserError } from '../errors.js';
import { isSweepFile } from '../experiment/kind.js';
import { readText } from '../experiment/load.js';
import { validateFiles as validateExperiments } from '../pipeline.js';
import { checkSweep } from './file/check.js';
import { readSweep } from './file/read.js';

/** Every problem of every file, experiment or sweep, without reading the data beyond its shape. */
export async function validateFiles(
  files: readonly string[],
): Promise<{ readonly file: string; readonly problems: readonly Problem[] }[]> {
  const checked = files.map(async (file) => {
    if (!(await isSweep(file))) return validateExperiments([file]);
    return [{ file, problems: await problemsOf(file) }];
  });
  return (await Promise.all(checked)).flat();
}

/** A file that cannot be read has its problem from whoever reads it next. */
async function isSweep(file: string): Promise<boolean> {
  try {
    return isSweepFile(await readText(file));
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

async function problemsOf(file: string): Promise<readonly Problem[]> {
  try {
    await checkSweep(await readSweep(file));
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
}
