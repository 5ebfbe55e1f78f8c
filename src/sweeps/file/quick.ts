import { dirname, resolve } from 'node:path';
import { headsOf, logNames } from '../../experiment/heads.js';
import { readText } from '../../experiment/load.js';
import type { Experiment } from '../../experiment/types.js';
import { grid } from '../samplers/grid.js';
import { locatedIn, readArguments } from './arguments.js';
import { objectivesOf, validates } from './objectives.js';
import { failed } from './problems.js';
import { senseFindings } from './sense.js';
import { spaceOf } from './space-of.js';
import type { Sweep } from './sweep.js';
import { tryValues } from './try-values.js';

/**
 * A grid over an experiment from arguments such as `training.batch_size=32,64` or `loss=[a, b]`; what has a single value
 * is the same in every trial. It searches for the best first metric, on the validation split if there is one.
 *
 * @param args values are YAML: text with a comma is quoted, and a list as a value stands in a list, `x=[[1, 2], [3]]`.
 * @param kept text to read instead of the file.
 * @throws UserError (exit 2) with every problem, at its argument or at the line of the experiment.
 */
export async function readQuickGrid(file: string, args: readonly string[], kept?: string): Promise<Sweep> {
  const text = kept ?? (await readText(file));
  const parameters = Object.fromEntries(
    readArguments(args).map(({ path, values }) => [
      path,
      values.length === 1 ? { value: values[0] } : { values },
    ]),
  );
  const { space, findings } = spaceOf({ parameters, zip: [], constraints: [] });
  const locate = locatedIn(args);
  if (!space) throw failed(findings.map(locate));
  const tried = tryValues(space, { text, file, folder: dirname(resolve(file)) });
  const wrong = tried.loaded ? senseFindings(space, Infinity) : tried.findings;
  if (!tried.loaded || wrong.length > 0) throw failed([...tried.problems, ...wrong.map(locate)]);
  return {
    file,
    text,
    name: tried.loaded.value.name,
    experiment: { file, text, first: tried.loaded },
    parameters,
    zip: [],
    constraints: [],
    grid: args,
    sampler: grid,
    objectives: objectivesOf({ name: objectiveOf(tried.loaded.value) }),
    space,
    seed: 0,
  };
}

/** The first metric, or the loss where there is none; on the validation split where there is one. */
function objectiveOf(experiment: Experiment): string {
  const losses = headsOf(experiment).length;
  const name = logNames(experiment, false)[losses > 1 ? 1 + losses : 1] ?? 'loss';
  return validates(experiment) ? `val_${name}` : name;
}
