/** How population-based training breeds. Names are Ray's. */
export interface Population {
  /** Members that are trained side by side. */
  readonly population_size: number;
  /** Epochs between two generations. */
  readonly perturbation_interval: number;
  /** The part that gives way to the best at each generation, and how many those best are. */
  readonly quantile_fraction: number;
  /** How often a value is drawn anew rather than changed a little. */
  readonly resample_probability: number;
  /** Of a whole member, over all generations: training.epochs of the experiment. */
  readonly epochs: number;
}

/** Of a member, one after another: the last one may be shorter. */
export function generationsOf({ epochs, perturbation_interval: interval }: Population): number {
  return Math.ceil(epochs / interval);
}

/** Generation of a trial (by number) and its place in there. Trials of a generation follow one another. */
export function memberOf({ population_size: size }: Population, number: number) {
  return { generation: Math.floor(number / size), member: number % size };
}

/** Epochs that a trial (by number) is trained: what it sets `training.epochs` to. */
export function epochsOf(population: Population, number: number): number {
  const { epochs, perturbation_interval: interval } = population;
  const done = memberOf(population, number).generation * interval;
  return Math.min(interval, epochs - done);
}
