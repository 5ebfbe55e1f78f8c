import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sampleText } from '../../src/index.js';
import { draw } from '../../src/predictions/draw.js';
import { sampleRun } from '../../src/predictions/sample.js';
import { Stream } from '../../src/random.js';
import { readRun, type StoredRun } from '../../src/runs/index.js';
import { fileOf, runFile } from '../pipeline/run.js';
import { temporaryFolder } from '../runs/temporary.js';

/** A text whose next token follows from the two before: `abcb` again and again, or words. */
const experiment = (source: string, layers: string) => `name: pattern
data:
  dataset: {text: {path: text.txt, max_tokens: 6, sequence_length: 6, ${source}}}
  split: {test: 0.2}
architecture:
${layers}
  - Dense: {units: 6, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: {adam: {learning_rate: 0.02}}
training: {epochs: 6, batch_size: 16}
engine: {onnx: {threads: 1}}
`;
const EVERY = '  - Embedding: {input_dim: 6, output_dim: 8}\n  - GRU: {units: 16, return_sequences: true}';
const LAST = '  - Embedding: {input_dim: 6, output_dim: 8}\n  - Flatten';

async function trained(text: string, source: string, layers: string): Promise<StoredRun> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'text.txt'), text);
  const ran = await runFile(fileOf(experiment(source, layers), folder));
  return { folder: ran.folder, record: readRun(ran.folder) };
}

const DEFAULTS = { length: 12, temperature: 1, seed: 0 };

describe('a model that has learned a pattern', () => {
  let letters: StoredRun;
  let words: StoredRun;
  beforeAll(async () => {
    letters = await trained('abcb'.repeat(300), 'sequence_stride: 1', EVERY);
    words = await trained(
      'one two three two '.repeat(200),
      'split: whitespace, target: next, sequence_stride: 1',
      LAST,
    );
  }, 60_000);

  test.each(['ab', 'cbab', 'bcbabcbabcb'])(
    'goes on with it behind %s, shorter or longer than a row',
    async (prompt) => {
      const { text, continuation, tokens } = await sampleRun(letters, {
        ...DEFAULTS,
        prompt,
        temperature: 0,
      });
      expect(text).toBe(prompt + continuation);
      expect(tokens).toBe(12);
      expect('abcb'.repeat(8)).toContain(text);
    },
  );

  test('goes on with words, of the token behind a row', async () => {
    const prompt = 'two three two one two three';
    const { continuation } = await sampleRun(words, { ...DEFAULTS, prompt, length: 5, temperature: 0 });
    expect(continuation).toBe('two one two three two');
  });

  test('begins as the test split does where nothing else is said', async () => {
    const { prompt, text } = await sampleRun(letters, { ...DEFAULTS, temperature: 0 });
    expect(prompt).toHaveLength(6);
    expect('abcb'.repeat(8)).toContain(text);
  });

  test('draws the same from the same seed, and never what stands for no token', async () => {
    const hot = { ...DEFAULTS, prompt: 'ab', temperature: 50, length: 60 };
    const [first, again, other] = await Promise.all([
      sampleRun(letters, hot),
      sampleRun(letters, hot),
      sampleRun(letters, { ...hot, seed: 1 }),
    ]);
    expect(again).toEqual(first);
    expect(other.continuation).not.toBe(first.continuation);
    expect(first.continuation).toMatch(/^[abc]{60}$/);
  });

  test('takes letters that it does not know', async () => {
    const { prompt, continuation } = await sampleRun(letters, { ...DEFAULTS, prompt: 'zab', temperature: 0 });
    expect(prompt).toBe('[UNK]ab');
    expect(continuation).toMatch(/^[abc]{12}$/);
  });

  test('is found by its folder in the library', async () => {
    const { text, weights } = await sampleText(letters.folder, { prompt: 'ab', length: 4, temperature: 0 });
    expect(text).toBe('abcbab');
    expect(weights).toBe('at the end of epoch 6');
  });

  test.each([
    ['', 'the prompt has 0 tokens, expected at least 1'],
    ['one two', 'the prompt has 2 tokens, expected at least 6'],
  ])('refuses the prompt %j', async (prompt, message) => {
    await expect(sampleRun(prompt === '' ? letters : words, { ...DEFAULTS, prompt })).rejects.toThrow(
      message,
    );
  });
});

test('a run that has not learned from a text is refused', async () => {
  const text = `name: classes
data: {dataset: {synthetic_classification: {samples: 60, features: 3, classes: 2}}}
architecture: [{Dense: {units: 2, activation: softmax}}]
loss: sparse_categorical_crossentropy
optimizer: sgd
training: {epochs: 1}
`;
  const { folder } = await runFile(fileOf(text));
  await expect(sampleText(folder)).rejects.toThrow(
    'the run learned from synthetic_classification: expected one that goes on with a text (data.dataset: text)',
  );
});

describe('a draw', () => {
  const P = [0.1, 0.2, 0.3, 0.4];
  const all = () => true;

  test.each([
    [1, [0.1, 0.2, 0.3, 0.4]],
    [0.5, [1 / 30, 4 / 30, 9 / 30, 16 / 30]],
    [2, [1, 2, 3, 4].map((n, _i, list) => Math.sqrt(n) / list.reduce((sum, one) => sum + Math.sqrt(one), 0))],
  ])('at the temperature %f follows its law', (temperature, law) => {
    const stream = new Stream(7, 'test');
    const counts = [0, 0, 0, 0];
    const times = 20_000;
    for (let i = 0; i < times; i++) counts[draw(P, temperature, all, stream)!]!++;
    // Four standard deviations.
    for (const [i, p] of law.entries())
      expect(Math.abs(counts[i]! / times - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / times));
  });

  test('at 0 is the most probable one, the first of several', () => {
    expect(draw([0.2, 0.4, 0.4], 0, all, new Stream(0, 'test'))).toBe(1);
  });

  test('is among those that are allowed, at a temperature however low', () => {
    const stream = new Stream(0, 'test');
    expect(draw(P, 1e-6, (i) => i < 2, stream)).toBe(1);
    expect(draw([1, 0, 0], 1, (i) => i > 0, stream)).toBeUndefined();
    expect(draw([Number.NaN, Number.NaN], 1, all, stream)).toBeUndefined();
  });
});
