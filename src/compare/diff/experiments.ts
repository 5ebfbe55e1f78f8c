import type { Experiment } from '../../experiment/index.js';
import { type Choice, chosen, type Options } from '../../experiment/part.js';
import { align } from './align.js';
import { isGiven, itemsOf, likeness } from './items.js';
import { type Change, changesOf } from './walk.js';

/** A layer whose name was given by dlx, and is another because layers before it came or went. */
export interface Renamed {
  readonly before: string;
  readonly after: string;
}

/** What differs between two experiments. */
export interface ExperimentDiff {
  /** What numbers depend on. */
  readonly config: readonly Change[];
  /** Layers that are called otherwise: it changes their initial weights, and nothing else. */
  readonly renamed: readonly Renamed[];
  /** Name, description, tags, expectations and checkpoints: no number depends on them. */
  readonly metadata: readonly Change[];
}

/** Every key that differs between two resolved experiments. */
export function diffExperiments(a: Experiment, b: Experiment): ExperimentDiff {
  const renamed = renamedLayers(a.architecture, b.architecture);
  const changes = changesOf(withNames(a, renamed), b);
  return {
    config: changes.filter((one) => !isMetadata(one)),
    renamed,
    metadata: changes.filter(isMetadata),
  };
}

const METADATA = ['name', 'description', 'tags', 'expect'];

const isMetadata = ({ path: [top, second] }: Change) =>
  METADATA.includes(String(top)) || (top === 'training' && second === 'checkpoint');

function renamedLayers(a: readonly Choice[], b: readonly Choice[]): Renamed[] {
  if (!Array.isArray(a) || !Array.isArray(b)) return [];
  const [was, is] = [itemsOf(a) ?? [], itemsOf(b) ?? []];
  const pairs = align(was.length, is.length, (i, j) => likeness(was[i]!, is[j]!));
  return pairs.flatMap(([i, j]) => {
    const { layer: before, name } = was[i]!;
    const { layer: after } = is[j]!;
    if (before === undefined || after === undefined || before === after) return [];
    return isGiven(before, name) && isGiven(after, name) ? [{ before, after }] : [];
  });
}

/** An experiment whose layers are called otherwise, also where others take their inputs from them. */
export function withNames(experiment: Experiment, renamed: readonly Renamed[]): Experiment {
  if (renamed.length === 0) return experiment;
  const names = new Map(renamed.map(({ before, after }) => [before, after]));
  const called = (name: unknown) => names.get(name as string) ?? name;
  const architecture = experiment.architecture.map((layer) => {
    const { name: type, options } = chosen(layer);
    const { name, inputs } = options;
    const other: Options = {
      ...options,
      ...(name !== undefined && { name: called(name) }),
      ...(Array.isArray(inputs) && { inputs: inputs.map(called) }),
    };
    return { [type]: other };
  });
  return { ...experiment, architecture };
}
