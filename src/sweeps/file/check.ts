import { dirname, resolve } from 'node:path';
import { canonicalJson, type LoadedExperiment } from '../../experiment/index.js';
import { readSource } from '../../experiment/source.js';
import { checked, describeData } from '../../plan.js';
import { locatedIn } from './arguments.js';
import { Faults } from './faults.js';
import { sameWeights } from './population.js';
import { failed, inExperiment } from './problems.js';
import type { Sweep } from './sweep.js';
import { tryValues } from './try-values.js';

/**
 * Holds every value of a sweep against the data, as `dlx validate` does for an experiment: whether files are there, shapes
 * fit, the last layer suits the loss. The data is not read beyond its shape.
 *
 * @throws UserError (exit 2) with every problem, where `loadSweep` would show it.
 */
export async function checkSweep(sweep: Sweep): Promise<void> {
  const { file, text, grid, space, experiment, population } = sweep;
  const folder = dirname(resolve(experiment.file));
  const { attempts } = tryValues(space, { text: experiment.text, file: experiment.file, folder });
  const faults = new Faults(space);
  const describe = remembered(describeData);
  const handsOn = population && sameWeights();
  for (const attempt of attempts) {
    try {
      const { model } = checked(attempt.loaded, await describe(attempt.loaded));
      handsOn?.(model);
      faults.add(attempt);
    } catch (error) {
      faults.add(attempt, error);
    }
  }
  const { findings, problems } = faults.all();
  if (findings.length === 0 && problems.length === 0) return;
  if (grid) throw failed([...problems, ...findings.map(locatedIn(grid))]);
  const source = readSource(text, file);
  throw failed([...findings, ...problems.map(inExperiment)].map((one) => source.locate(one)));
}

type Described = ReturnType<typeof describeData>;

/** Most values change nothing about the data. */
function remembered(describe: typeof describeData): (loaded: LoadedExperiment) => Described {
  const known = new Map<string, Described>();
  return (loaded) => {
    const { data, seed } = loaded.value;
    const key = canonicalJson({ data, seed });
    const found = known.get(key) ?? describe(loaded);
    known.set(key, found);
    return found;
  };
}
