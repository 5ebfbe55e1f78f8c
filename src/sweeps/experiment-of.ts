import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { UserError } from '../errors.js';
import { type LoadedExperiment, parseExperiment } from '../experiment/index.js';
import { chosen } from '../experiment/part.js';
import type { Sweep } from './file/sweep.js';
import { overridesOf } from './file/try-values.js';
import { epochsOf, type Population } from './population.js';
import type { Trial } from './record/record.js';

/** The experiment that trials are made of. */
type Written = Pick<Sweep['experiment'], 'file' | 'text'>;

/** What a trial has beside its values. */
export interface Beside {
  /** Id of the run whose weights it begins with. */
  readonly weights?: string | undefined;
  /** `path=value` */
  readonly more?: readonly string[];
}

/**
 * The experiment of a trial. Where nothing says how many threads it has, it has one: as many trials as there are cores use
 * them better, and what comes of a trial does not depend on how many run beside it.
 *
 * @throws UserError (exit 2) where these values do not go together.
 */
export function experimentOf(
  { experiment }: { readonly experiment: Written },
  values: Trial['values'],
  { weights, more = [] }: Beside = {},
): LoadedExperiment {
  const begin = weights === undefined ? [] : [`initial_weights=${JSON.stringify(weights)}`];
  const overrides = [...overridesOf(new Map(Object.entries(values))), ...begin, ...more];
  const loaded = parse(experiment, overrides);
  const { name, options } = chosen(loaded.value.engine);
  if (name !== 'onnx' || options.threads !== undefined) return loaded;
  return parse(experiment, [...overrides, 'engine.onnx.threads=1']);
}

/** The experiment of a trial of a sweep, or why its values do not go together. `trials`: those of the sweep. */
export function attempt(
  sweep: Sweep,
  { number, values, from }: Pick<Trial, 'number' | 'values' | 'from'>,
  trials: readonly Trial[],
): LoadedExperiment | UserError {
  const weights = from === null ? undefined : trials[from]!.run!;
  const more = sweep.population ? breeding(sweep, sweep.population, number) : [];
  try {
    return experimentOf(sweep, values, { weights, more });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error;
  }
}

/** Members are trained from generation to generation: what they come to has to be kept for the next one. */
function breeding({ experiment }: Sweep, population: Population, number: number): string[] {
  const epochs = `training.epochs=${epochsOf(population, number)}`;
  return experiment.first.value.training.checkpoint ? [epochs] : [epochs, 'training.checkpoint={}'];
}

/** What tells an experiment from others, before any values are set: its hash, or that of its text if it needs them. */
export function baseHash({ experiment }: Pick<Sweep, 'experiment'>): string {
  try {
    return parse(experiment, []).hash;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return createHash('sha256').update(experiment.text).digest('hex');
  }
}

const parse = ({ file, text }: Written, overrides: readonly string[]) =>
  parseExperiment(text, { file, folder: dirname(resolve(file)), overrides });
