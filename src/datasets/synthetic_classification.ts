import { UserError } from '../errors.js';
import type { OptionSchema, OptionsOf } from '../experiment/part.js';
import { permutation, Stream } from '../random.js';
import { defineDataset } from './dataset.js';
import { checkMemory } from './files/memory.js';

const NAME = 'synthetic_classification';

const options = {
  type: 'object',
  properties: {
    samples: { type: 'integer', minimum: 1, default: 1000, description: 'Number of rows.' },
    features: { type: 'integer', minimum: 1, default: 20, description: 'Number of inputs.' },
    classes: { type: 'integer', minimum: 2, default: 2, description: 'Number of classes.' },
    informative: {
      type: 'integer',
      minimum: 1,
      description: 'Features that tell classes apart (default: all).',
    },
    clusters: {
      type: 'integer',
      minimum: 1,
      default: 1,
      description: 'Clusters per class: more than one bends the borders.',
    },
    separation: {
      type: 'number',
      minimum: 0,
      default: 7,
      description: 'Average distance of two cluster centres, in standard deviations of a cluster.',
    },
    label_noise: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.01,
      description: 'Fraction of labels drawn anew.',
    },
    seed: { type: 'integer', minimum: 0, description: "Seed of the rows (default: the experiment's)." },
  },
} as const satisfies OptionSchema;
type Settings = OptionsOf<typeof options>;

/**
 * Gaussian clusters, in the manner of scikit-learn's make_classification.
 *
 * The law: every cluster has a centre whose `informative` coordinates are normal with deviation
 * separation / sqrt(2 * informative), so that two centres lie `separation` apart on average, whatever the
 * number of features. A row of a class is one of its clusters' centres plus normal noise of deviation 1;
 * the other features are noise only; which features are informative is random. Classes are equally
 * frequent (to within one row), rows are shuffled, and at last the fraction `label_noise` of the labels is
 * drawn anew. Two clusters at distance d are confused with
 * probability Q(d / 2): 0.02 % at the average distance of 7, more for the nearer ones.
 */
export const synthetic_classification = defineDataset({
  name: NAME,
  summary:
    'Made-up classes: Gaussian clusters in any number of features, in the manner of make_classification.',
  options,
  async describe(options) {
    check(options);
    return {
      x: { shape: [options.features], dtype: 'float32' },
      y: { shape: [], dtype: 'int32' },
      rows: { train: options.samples },
      hasTest: false,
      classCount: options.classes,
    };
  },
  async read(options, context) {
    check(options);
    const { samples, features, classes } = options;
    const seed = options.seed ?? context.seed;
    const y = labels(options, seed);
    const x = inputs(options, seed, y);
    addLabelNoise(y, options, new Stream(seed, NAME, LABEL_NOISE));
    return {
      train: {
        x: { shape: [samples, features], dtype: 'float32', data: x },
        y: { shape: [samples], dtype: 'int32', data: y },
      },
      classCount: classes,
    };
  },
});

/** Purposes of the random streams. */
const CENTRES = 0;
const COLUMNS = 1;
const ORDER = 2;
const NOISE = 3;
const LABEL_NOISE = 4;

function check(options: Settings): void {
  const { samples, features, classes, informative = features } = options;
  const key = `data.dataset.${NAME}`;
  if (classes > samples) {
    throw new UserError({
      key: `${key}.classes`,
      message: `is ${classes}, expected at most the ${samples} samples`,
    });
  }
  if (informative > features) {
    const message = `is ${informative}, expected at most the ${features} features`;
    throw new UserError({ key: `${key}.informative`, message });
  }
  const centres = classes * options.clusters * informative;
  const hint = 'lower samples or features';
  checkMemory(4 * (samples * (features + 1) + 2 * centres), `${samples} samples of ${features} features`, {
    key,
    hint,
  });
}

/** Classes in turn, shuffled. */
function labels({ samples, classes }: Settings, seed: number): Int32Array {
  return permutation(samples, new Stream(seed, NAME, ORDER)).map((row) => row % classes);
}

function inputs(options: Settings, seed: number, y: Int32Array): Float32Array {
  const { samples, features, clusters, informative = features } = options;
  const centres = drawCentres(options, informative, new Stream(seed, NAME, CENTRES));
  const columns = permutation(features, new Stream(seed, NAME, COLUMNS)).subarray(0, informative);
  const stream = new Stream(seed, NAME, NOISE);
  const x = new Float32Array(samples * features);
  for (let row = 0; row < samples; row++) {
    const start = row * features;
    for (let feature = 0; feature < features; feature++) x[start + feature] = stream.normal();
    const cluster = (y[row] as number) * clusters + (clusters > 1 ? stream.below(clusters) : 0);
    for (let i = 0; i < informative; i++) {
      const at = start + (columns[i] as number);
      x[at] = (x[at] as number) + (centres[cluster * informative + i] as number);
    }
  }
  return x;
}

function drawCentres(
  { classes, clusters, separation }: Settings,
  informative: number,
  stream: Stream,
): Float64Array {
  const deviation = separation / Math.sqrt(2 * informative);
  return new Float64Array(classes * clusters * informative).map(() => deviation * stream.normal());
}

function addLabelNoise(y: Int32Array, { classes, label_noise }: Settings, stream: Stream): void {
  for (let row = 0; row < y.length; row++) {
    if (stream.uniform() < label_noise) y[row] = stream.below(classes);
  }
}
