import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { engines } from '../../src/engines/index.js';
import { UserError } from '../../src/errors.js';
import { loadExperiment } from '../../src/experiment/index.js';
import { initialize } from '../../src/model/weights.js';
import { Stream } from '../../src/random.js';
import { makeReady } from '../../src/ready.js';
import { Evaluator } from '../../src/training/evaluate.js';
import { silent } from '../../src/training/listener.js';
import { train } from '../../src/training/train.js';

const folder = fileURLToPath(new URL('../../experiments/', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

const STEPS = 20;
const LAST_BIT = 2 ** -23;
/** Of the same experiment with other last bits, at most. */
const CHANGED_RUNS = 100;
/** The norm of what the weights differ by, as a part of their own norm. */
const TOLERANCE = 1e-4;

/** `npm run test:engines` takes all experiments; the suite, those that the reference, plain JavaScript, is quick with. */
const LONG = Boolean(process.env.DLX_LONG);

interface Case {
  /** Rows of a step. */
  readonly rows?: number;
  readonly slow?: true;
  /** The experiment that stands for it: of the same layers, and smaller. */
  readonly alike?: string;
  /** Data that npm does not bring. */
  readonly needs?: string;
  /**
   * Rounding decides more than the last digits: behind a batch normalization, all black pixels of a channel have one
   * value, and on which side of zero it lies decides what ReLU passes on. Such an experiment is held to what it differs
   * from itself by, on one engine, when its first weights are changed in their last bit.
   */
  readonly kinked?: true;
}

const CASES: Readonly<Record<string, Case>> = {
  'char-lstm.yaml': { slow: true },
  'char-transformer.yaml': { slow: true },
  'fashion-resnet.yaml': {
    rows: 1,
    slow: true,
    needs: '/usr/share/datasets/fashion-mnist',
    kinked: true,
  },
  'mnist-cnn.yaml': { rows: 1, slow: true },
  'mnist-resnet.yaml': { rows: 1, slow: true, kinked: true },
  'mnist-resnet20.yaml': { alike: 'mnist-resnet.yaml' },
  // Thousands of mails are read for each engine.
  'spam.yaml': { slow: true },
};

type Trained = Readonly<Record<string, Float32Array>>;

/** Every weight of an experiment after its first steps. */
async function trained(file: string, engine: string, change?: Stream): Promise<Trained> {
  const { rows = 4 } = CASES[file] ?? {};
  const loaded = await loadExperiment(join(folder, file), [
    `training={epochs: 1, batch_size: ${rows}, checkpoint: false}`,
    `data.limit={train: ${rows * STEPS}}`,
    `engine=${engine}`,
  ]);
  const { plan, weights, runtime, optimizer, splits } = await makeReady(loaded);
  const { seed, training } = loaded.value;
  initialize(plan.layout, weights.flat, seed);
  const { parameters } = weights.flat;
  if (change)
    parameters.forEach((value, i) => {
      parameters[i] = value * (1 + LAST_BIT * (2 * change.uniform() - 1));
    });
  const evaluator = new Evaluator(runtime, plan, weights);
  const result = await train({
    plan,
    weights,
    runtime,
    optimizer,
    training,
    seed,
    evaluator,
    train: splits.train,
    watchers: [],
    listener: silent,
    onStart: async () => '',
    onEpoch: ({ step }) => expect(step).toBe(STEPS),
  });
  expect(result.epochs).toBe(1);
  return Object.fromEntries(plan.layout.weights.map((weight) => [weight.key, weights.view(weight).slice()]));
}

const wayText = (name: string, options: object) => `{${name}: ${JSON.stringify(options)}}`;
const WAYS = engines.flatMap(({ name, variants }) =>
  name === 'cpu' ? [] : variants ? variants.map(({ options }) => wayText(name, options)) : [name],
);

/** Why an engine cannot be used here, if it cannot. */
async function missing(way: string): Promise<string | undefined> {
  const loaded = await loadExperiment(join(folder, 'dense-classifier.yaml'), [`engine=${way}`]);
  return makeReady(loaded).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof UserError) return error.message;
      throw error;
    },
  );
}

const reasons = Object.fromEntries(await Promise.all(WAYS.map(async (way) => [way, await missing(way)])));
for (const [way, reason] of Object.entries(reasons)) {
  if (reason !== undefined) console.warn(`engine ${way} is left out: ${reason}`);
}

describe.each(files)('%s: all engines have the same weights after 20 steps', (file) => {
  const { needs, slow, alike, kinked } = CASES[file] ?? {};
  const isSkipped = alike !== undefined || (slow && !LONG) || (needs !== undefined && !existsSync(needs));
  let reference: Promise<Trained> | undefined;

  describe.skipIf(isSkipped)('', () => {
    for (const way of WAYS) {
      it.skipIf(reasons[way] !== undefined)(
        way,
        async () => {
          reference ??= trained(file, 'cpu');
          const [found, expected] = [await trained(file, way), await reference];
          expect(norm(Object.values(expected))).toBeGreaterThan(0);
          const apart = distance(found, expected);
          if (apart < TOLERANCE) return;
          expect(kinked, `the weights differ by ${apart} of their norm`).toBe(true);
          expect(apart).toBeLessThan(2 * (await sensitivity(file, apart / 2)));
        },
        600_000,
      );
    }
  });
});

/** The norm of what two models' weights differ by, as a part of the norm of the second one's. */
function distance(found: Trained, expected: Trained): number {
  const differences = Object.entries(expected).map(([key, values]) =>
    values.map((value, i) => found[key]![i]! - value),
  );
  return norm(differences) / norm(Object.values(expected));
}

const norm = (vectors: readonly Float32Array[]) =>
  Math.sqrt(vectors.reduce((sum, vector) => vector.reduce((part, value) => part + value * value, sum), 0));

/** How far an experiment comes from itself when its first weights are changed in their last bit: in a run that comes further than `enough`, or the most. */
async function sensitivity(file: string, enough: number): Promise<number> {
  const exact = await trained(file, 'onnx');
  let most = 0;
  for (let run = 0; run < CHANGED_RUNS && most <= enough; run++) {
    most = Math.max(most, distance(await trained(file, 'onnx', new Stream(run, 'last bits')), exact));
  }
  return most;
}
