// A training step of a small causal transformer on bytes of text beside PyTorch and Keras 3, at each one's own number of
// threads.
// node bench/transformer.mjs [--rounds N] [--steps N] [--write]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensure } from '../scripts/python-env.mjs';
import { contest, median, ratioOfEpochs } from './contest.mjs';
import { dlxContestant } from './dlx.mjs';
import { pythonPeerOn } from './peers.mjs';
import { machine, report } from './readme.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    steps: { type: 'string', default: '20' },
    write: { type: 'boolean', default: false },
  },
});
const EPOCHS = 3;
const folder = mkdtempSync(path.join(tmpdir(), 'dlx-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const here = path.dirname(fileURLToPath(import.meta.url));
const tokens = path.join(folder, 'tokens.npz');
const texts = ['CONTRIBUTING.md', 'docs/compiler.md', 'docs/commands.md', 'README.md'];
const made = spawnSync(
  ensure('torch'),
  [
    path.join(here, 'peers', 'text_tokens.py'),
    tokens,
    String(32 * Number(values.steps)),
    ...texts.map((name) => path.join(here, '..', name)),
  ],
  { stdio: ['ignore', 'inherit', 'inherit'] },
);
if (made.status !== 0) throw new Error('the tokens could not be written');

const block = (before, at) => `
- LayerNormalization: {epsilon: 1.0e-5, inputs: [${before}], name: norm${at}}
- MultiHeadAttention: {num_heads: 4, key_dim: 32, use_causal_mask: true, name: heads${at}}
- Add: {inputs: [${before}, heads${at}], name: first${at}}
- LayerNormalization: {epsilon: 1.0e-5, name: again${at}}
- Dense: {units: 512, activation: gelu, name: wide${at}}
- Dense: {units: 128, name: narrow${at}}
- Add: {inputs: [first${at}, narrow${at}], name: block${at}}`;
const file = path.join(folder, 'transformer.yaml');
writeFileSync(
  file,
  `name: transformer
data:
  dataset: {npz: {path: tokens.npz}}
architecture:
- Embedding: {input_dim: 128, output_dim: 128, name: lookup}
- PositionEmbedding: {sequence_length: 64, name: places}
- Add: {inputs: [lookup, places], name: whole}${block('whole', 1)}${block('block1', 2)}
- LayerNormalization: {epsilon: 1.0e-5, name: norm}
- Dense: {units: 128, activation: softmax, name: out}
loss: sparse_categorical_crossentropy
optimizer: adam
training: {epochs: ${EPOCHS}, batch_size: 32}
`,
);
const results = contest(
  [
    dlxContestant(file),
    ...pythonPeerOn(tokens, 'PyTorch', 'torch', 'transformer_torch.py', String(EPOCHS)),
    ...pythonPeerOn(tokens, 'Keras 3', 'keras', 'transformer_keras.py', String(EPOCHS)),
  ],
  Number(values.rounds),
);
const ours = results.get('dlx');
const lines = ['| | step of 32 x 64 bytes | of the time of dlx |', '|---|---|---|'];
for (const one of results.values()) {
  const step = median(one.epochs.map((epochs) => median(epochs.slice(1)))) / Number(values.steps);
  lines.push(`| ${one.version} | ${(1000 * step).toFixed(1)} ms | ${ratioOfEpochs(one, ours).toFixed(2)} |`);
}
const about =
  `Two causal transformer blocks of width 128 with 4 heads and 512 units between, on windows of 64 bytes of this repository's ` +
  `pages, Adam: medians of ${values.rounds} rounds in turn of ${EPOCHS - 1} epochs of ${values.steps} steps, ${machine()}. ` +
  `\`node bench/transformer.mjs\``;
report('transformer', about, lines, values.write, 'docs/measured.md');
