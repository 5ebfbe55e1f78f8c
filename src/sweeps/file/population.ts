import { UserError } from '../../errors.js';
import type { JsonSchema } from '../../experiment/jsonschema.js';
import type { Finding } from '../../experiment/path.js';
import type { Experiment } from '../../experiment/types.js';
import type { Model } from '../../model/model.js';
import type { Axis } from '../distributions/distribution.js';
import type { Population } from '../population.js';

/** As it stands in a sweep file. */
export type WrittenPopulation = Partial<Omit<Population, 'epochs'>>;

const DEFAULTS = {
  population_size: 8,
  perturbation_interval: 1,
  quantile_fraction: 0.25,
  resample_probability: 0.25,
} as const;

const fraction = { type: 'number', minimum: 0 } as const;

export const populationSchema: JsonSchema = {
  type: 'object',
  description: 'How `method: pbt` breeds. Names are those of Ray Tune.',
  properties: {
    population_size: {
      type: 'integer',
      minimum: 2,
      default: DEFAULTS.population_size,
      description: 'Members that are trained side by side.',
    },
    perturbation_interval: {
      type: 'integer',
      minimum: 1,
      default: DEFAULTS.perturbation_interval,
      description: 'Epochs between two generations.',
    },
    quantile_fraction: {
      ...fraction,
      maximum: 0.5,
      default: DEFAULTS.quantile_fraction,
      description: 'The part of the members that goes on from the best, and how many those best are.',
    },
    resample_probability: {
      ...fraction,
      maximum: 1,
      default: DEFAULTS.resample_probability,
      description: 'How often a value is drawn anew rather than changed a little.',
    },
  },
  additionalProperties: false,
};

/** With every default, for an experiment with the values that all trials share. */
export function populationOf(written: WrittenPopulation | undefined, { training }: Experiment): Population {
  return { ...DEFAULTS, ...written, epochs: training.epochs };
}

interface Written {
  readonly method: string;
  readonly population?: WrittenPopulation;
  readonly early_terminate?: unknown;
  readonly parameters: { readonly [path: string]: { readonly value?: unknown } };
}

/** What does not go together with the method. */
export function populationFindings(written: Written, axes: readonly Axis[]): readonly Finding[] {
  const { method, population, early_terminate: early, parameters } = written;
  if (method !== 'pbt') {
    if (!population) return [];
    const message = `found it beside method ${method}, expected it with pbt alone`;
    return [{ path: ['population'], at: 'key', message }];
  }
  const findings: Finding[] = [];
  const add = (path: Finding['path'], message: string, hint: string) =>
    findings.push({ path, at: 'key', message, hint });
  if (early) {
    const message = 'found it beside method pbt, which ends what does badly by itself';
    add(['early_terminate'], message, 'leave one of them out');
  }
  const epochs = parameters['training.epochs'];
  if (epochs && epochs.value === undefined) {
    const message = 'found several values, expected one: pbt trains every member for as many epochs';
    add(['parameters', 'training.epochs'], message, 'give `value`, or leave it to the experiment');
  }
  const { population_size: size } = { ...DEFAULTS, ...population };
  const count = axes.reduce((product, axis) => product * axis.count, 1);
  if (axes.length > 0 && count < size) {
    const message = `found ${count} ${count === 1 ? 'set' : 'sets'} of values for ${size} members, expected at least as many`;
    add(population ? ['population'] : ['method'], message, 'give more values, or a smaller population_size');
  }
  return findings;
}

/**
 * What to ask of the model with every set of values: weights that one trial takes over from another have to fit there.
 * Throws a UserError for one whose weights have other shapes than those of the first.
 */
export function sameWeights(): (model: Model) => void {
  let first: string | undefined;
  return ({ layers }) => {
    const shapes = layers.map(({ name, built: { weights = [] } }) => [
      name,
      ...weights.map((weight) => [weight.name, weight.shape]),
    ]);
    const found = JSON.stringify(shapes);
    first ??= found;
    if (found === first) return;
    const message = 'its weights have other shapes than with other values, and pbt hands weights on';
    throw new UserError({ message, hint: 'search for it with another method, and for the rest with pbt' });
  };
}
