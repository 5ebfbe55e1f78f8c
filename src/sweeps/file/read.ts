import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type Problem, UserError } from '../../errors.js';
import { explain } from '../../experiment/explain.js';
import { readText } from '../../experiment/load.js';
import type { Finding } from '../../experiment/path.js';
import { readSource, type Source } from '../../experiment/source.js';
import { schema, validate } from '../../generated/validate-sweep.js';
import { samplers } from '../samplers/index.js';
import { earlyFindings, type WrittenEarly } from './early.js';
import { metricFindings, objectivesOf } from './objectives.js';
import { populationFindings, populationOf, type WrittenPopulation } from './population.js';
import { failed, inExperiment } from './problems.js';
import { senseFindings } from './sense.js';
import { type SpaceText, spaceOf } from './space-of.js';
import type { Objective, Sweep } from './sweep.js';
import { tryValues } from './try-values.js';

/** What a sweep file holds, defaults apart. */
interface Written extends Partial<Omit<SpaceText, 'parameters'>> {
  readonly parameters: SpaceText['parameters'];
  readonly name?: string;
  readonly description?: string;
  readonly experiment: string;
  readonly method: string;
  readonly metric: Partial<Objective> | readonly Partial<Objective>[];
  readonly early_terminate?: WrittenEarly;
  readonly population?: WrittenPopulation;
  readonly run_cap?: number;
  readonly seed?: number;
}

/** What a sweep keeps of its files. */
export interface KeptTexts {
  readonly sweep: string;
  /** Without it, its file is read. */
  readonly experiment?: string | undefined;
}

/**
 * Reads a sweep file and its experiment, and tries values of every parameter there.
 *
 * @param kept texts to read instead of the files: as they were when the sweep began.
 * @throws UserError (exit 2) with every problem at its line: of syntax, of the schema, of the space, of a path or value
 *   that the experiment does not take, of a metric that it will not have.
 */
export async function readSweep(file: string, kept?: KeptTexts): Promise<Sweep> {
  const text = kept?.sweep ?? (await readText(file));
  const source = readSource(text, file);
  if (source.broken || source.faults.length > 0) throw failed(source.faults.map(({ problem }) => problem));
  const written = valid(source, file);
  const { parameters, zip = [], constraints = [] } = written;
  const { space, findings } = spaceOf({ parameters, zip, constraints });
  const sampler = samplers.find(({ name }) => name === written.method)!;
  const axes = space?.dimensions.map(({ axis }) => axis) ?? [];
  const unfit = space?.dimensions.flatMap(({ paths, axis }): Finding[] => {
    const message = sampler.problem?.([axis]);
    return message === undefined ? [] : [{ path: ['parameters', paths[0]!], at: 'key', message }];
  });
  const whole = unfit?.length === 0 ? sampler.problem?.(axes) : undefined;
  const problems = [
    ...findings,
    ...(space ? senseFindings(space, sampler.patience) : []),
    ...(unfit ?? []),
    ...(whole === undefined ? [] : [{ path: ['method'], message: whole }]),
    ...populationFindings(written, axes),
  ];
  if (!space || problems.length > 0) throw failed(problems.map((one) => source.locate(one)));
  const { experiment: path } = written;
  const experiment = isAbsolute(path) ? path : join(dirname(file), path);
  const base = kept?.experiment ?? (await readExperiment(experiment, source));
  const tried = tryValues(space, { text: base, file: experiment, folder: dirname(resolve(experiment)) });
  const objectives = objectivesOf(written.metric);
  const first = tried.loaded?.value;
  const wrong = [
    ...tried.findings,
    ...tried.problems.map(inExperiment),
    ...(first ? metricFindings(written.metric, first) : []),
    ...(first ? earlyFindings(written.early_terminate, { objectives, experiment: first, space }) : []),
  ];
  if (!tried.loaded || wrong.length > 0) throw failed(wrong.map((one) => source.locate(one)));
  const { name, description, early_terminate: early, run_cap: runCap, seed = 0 } = written;
  return {
    file,
    text,
    name: name ?? tried.loaded.value.name,
    ...(description !== undefined && { description }),
    experiment: { file: experiment, text: base, first: tried.loaded },
    parameters,
    zip,
    constraints,
    sampler,
    objectives,
    space,
    ...(early && { earlyTerminate: { min_iter: 1, eta: 3, ...early } }),
    ...(written.method === 'pbt' && { population: populationOf(written.population, tried.loaded.value) }),
    ...(runCap !== undefined && { runCap }),
    seed,
  };
}

function valid(source: Source, file: string): Written {
  if (source.value === null) {
    throw failed([{ file, message: 'the file is empty, expected a sweep', hint: 'start with experiment:' }]);
  }
  if (validate(source.value)) return source.value as unknown as Written;
  throw failed(explain(schema, source.value, validate.errors ?? []).map((one) => source.locate(one)));
}

async function readExperiment(path: string, source: Source): Promise<string> {
  try {
    return await readText(path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [{ message, hint }] = error.problems as [Problem];
    throw failed([
      source.locate({ path: ['experiment'], message: `${path} ${message}`, ...(hint && { hint }) }),
    ]);
  }
}
