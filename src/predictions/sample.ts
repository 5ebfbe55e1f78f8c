import type { NDArray } from '../arrays.js';
import { tokensOf } from '../datasets/text/tokens.js';
import { PADDING, UNKNOWN } from '../datasets/text/vocabulary.js';
import { text as textSource } from '../datasets/text.js';
import { UserError } from '../errors.js';
import { chosen, type OptionsOf } from '../experiment/part.js';
import { located } from '../located.js';
import { predictStep } from '../model/step.js';
import { Stream } from '../random.js';
import type { Ready } from '../ready.js';
import type { StoredRun } from '../runs/index.js';
import { BatchProgram } from '../training/batch-program.js';
import { Breath } from '../training/breath.js';
import { Evaluator } from '../training/evaluate.js';
import { plainFeed } from '../training/feed.js';
import { draw } from './draw.js';
import type { Sample, SampleOptions } from './sample-type.js';
import { lastSplit, modelOf, restoreWeights } from './stored-model.js';

type TextOptions = OptionsOf<(typeof textSource)['options']>;

/**
 * Goes on with a text, token by token, as the model of a run says: each is drawn from what the model puts out behind the
 * last `sequence_length` tokens, with the weights that the run ended with. Padding and unknown tokens are never drawn.
 *
 * @throws UserError for a run that is no language model, a prompt that it cannot take, and as predictRun.
 */
export async function sampleRun(stored: StoredRun, options: SampleOptions): Promise<Sample> {
  const settings = textOptionsOf(stored);
  const ready = await modelOf(stored);
  const names = vocabularyOf(stored, ready);
  const { loaded, plan, weights, runtime } = ready;
  const { split, rows, batch } = lastSplit(ready);
  const prompt = promptOf(options.prompt, rows.x, names, settings);
  const evaluator = new Evaluator(runtime, plan, weights);
  const { origin } = await located(loaded, () =>
    restoreWeights(
      stored,
      ready,
      split,
      async () => (await evaluator.evaluate(rows, undefined, batch))!.loss!,
    ),
  ).finally(() => evaluator.release());
  const found = await located(loaded, () => goOn(ready, prompt, names, settings, options));
  const join = (tokens: readonly number[]) =>
    tokens.map((token) => names[token]!).join(settings.split === 'character' ? '' : ' ');
  const { temperature, seed } = options;
  const about = { run: stored.record.id, tokens: found.length, temperature, seed, weights: origin };
  return { ...about, prompt: join(prompt), continuation: join(found), text: join([...prompt, ...found]) };
}

/** The options of the text that a run has learned to go on with. */
function textOptionsOf({ folder, record }: StoredRun): TextOptions {
  const { name, options } = chosen(record.experiment.data.dataset);
  if (name === textSource.name) return options as unknown as TextOptions;
  const message = `the run learned from ${name}: expected one that goes on with a text (data.dataset: text)`;
  throw new UserError({ file: folder, message, hint: 'see experiments/char-lstm.yaml' });
}

/** Tokens by number, as far as the model may put them out. Throws where it puts out something else. */
function vocabularyOf({ folder }: StoredRun, { splits, plan }: Ready): readonly string[] {
  const refuse = (message: string) => new UserError({ file: folder, message });
  if (!splits.classes) throw refuse('the vocabulary has more than 10,000 tokens, whose names are not kept');
  const [head, ...others] = plan.heads;
  const isWhole = others.length === 0 && head!.target.kind === 'whole' && head!.target.oneHot === undefined;
  if (isWhole && head!.loss.part.logitsOf === 'softmax') return splits.classes;
  const message = `its loss is ${plan.heads.map(({ loss }) => loss.part.name).join(', ')}`;
  throw refuse(
    `the model gives no probabilities of tokens: ${message}, expected sparse_categorical_crossentropy`,
  );
}

function promptOf(
  prompt: string | undefined,
  rows: NDArray,
  names: readonly string[],
  { sequence_length: length, target, ...settings }: TextOptions,
): readonly number[] {
  if (prompt === undefined) return Array.from(rows.data.subarray(0, length));
  const numbers = new Map(names.map((name, number) => [name, number]));
  const unknown = names.indexOf(UNKNOWN);
  const tokens = tokensOf(prompt, settings).map((token) => numbers.get(token) ?? unknown);
  // A model of the token behind a row has never seen part of one.
  const least = target === 'next' ? length : 1;
  if (tokens.length >= least) return tokens;
  const message = `the prompt has ${tokens.length} tokens, expected at least ${least}`;
  throw new UserError({ message, hint: 'give more of it, or none to begin as the test split does' });
}

async function goOn(
  { plan, weights, runtime }: Ready,
  prompt: readonly number[],
  names: readonly string[],
  { sequence_length: length, target }: TextOptions,
  { length: wanted, temperature, seed, signal }: SampleOptions,
): Promise<readonly number[]> {
  const x = new Int32Array(length);
  const size = target === 'sequence' ? length : 1;
  const row = {
    x: { shape: [1, length], dtype: 'int32' as const, data: x },
    y: {
      shape: target === 'sequence' ? [1, length] : [1],
      dtype: 'int32' as const,
      data: new Int32Array(size),
    },
  };
  const special = [names.indexOf(PADDING), names.indexOf(UNKNOWN)];
  const may = (token: number) => token < names.length && !special.includes(token);
  const stream = new Stream(seed, 'sample');
  const tokens = [...prompt];
  const breath = new Breath();
  const feed = plainFeed(row, 1);
  const program = await BatchProgram.compile(
    runtime,
    plan,
    1,
    'predict',
    predictStep(plan, 1),
    weights,
    feed,
  );
  try {
    while (tokens.length < prompt.length + wanted) {
      await breath.take();
      signal?.throwIfAborted();
      const seen = tokens.slice(-length);
      x.fill(0).set(seen);
      await program.run(0, 0, 0);
      const output = program.outputs.get('output')! as Float32Array;
      const classes = output.length / size;
      const at = target === 'sequence' ? seen.length - 1 : 0;
      const token = draw(output.subarray(at * classes, (at + 1) * classes), temperature, may, stream);
      // A model whose weights are not finite.
      if (token === undefined) throw new UserError({ message: 'the model gives no token a probability' });
      tokens.push(token);
    }
    return tokens.slice(prompt.length);
  } finally {
    await program.release();
  }
}
