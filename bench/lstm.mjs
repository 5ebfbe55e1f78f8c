// A step of an LSTM on digits as sequences, and the time until the first one is done, beside PyTorch and Keras 3, at each
// one's own number of threads.
// node bench/lstm.mjs [--rounds N] [--steps N] [--write]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildIfStale } from '../scripts/build.mjs';
import { contest, median, ratioOfEpochs } from './contest.mjs';
import { pythonPeer } from './peers.mjs';
import { machine, report } from './readme.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    steps: { type: 'string', default: '50' },
    write: { type: 'boolean', default: false },
  },
});
await buildIfStale();
const folder = mkdtempSync(path.join(tmpdir(), 'dlx-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const EPOCHS = 3;
const rows = 64 * Number(values.steps);

/** An image of 28x28 as a sequence: of its rows, or of parts of them. */
const experimentOf = (steps) => `name: lstm
data:
  dataset: mnist
  preprocess: [rescale]
  validation: 0.001
  limit: {train: ${rows}}
architecture:
- Reshape: {target_shape: [${steps}, ${784 / steps}]}
- LSTM: {units: 128}
- Dense: {units: 10, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
training: {epochs: ${EPOCHS}, batch_size: 64}
`;

const lines = [
  '| sequences of | in | step of 64 | of the time of dlx | first step after | accuracy |',
  '|---|---|---|---|---|---|',
];
for (const steps of [28, 98]) {
  const file = path.join(folder, `lstm-${steps}.yaml`);
  writeFileSync(file, experimentOf(steps));
  const script = fileURLToPath(new URL('peers/lstm_dlx.mjs', import.meta.url));
  const settings = [EPOCHS, rows, steps].map(String);
  const results = contest(
    [
      { name: 'dlx', command: process.execPath, args: [script, file] },
      ...pythonPeer('PyTorch', 'torch', 'lstm_torch.py', ...settings),
      ...pythonPeer('Keras 3', 'keras', 'lstm_keras.py', ...settings),
    ],
    Number(values.rounds),
  );
  const ours = results.get('dlx');
  for (const one of results.values()) {
    const step = median(one.epochs.map((epochs) => median(epochs.slice(1)))) / Number(values.steps);
    const cells = [
      `${steps} x ${784 / steps}`,
      one.version,
      `${(1000 * step).toFixed(1)} ms`,
      ratioOfEpochs(one, ours).toFixed(2),
      `${median(one.first).toFixed(2)} s`,
      median(one.accuracy).toFixed(3),
    ];
    lines.push(`| ${cells.join(' | ')} |`);
  }
}
const about =
  `Digits of MNIST as sequences, an LSTM of 128 units and a Dense layer, Adam, batches of 64: medians of ${values.rounds} rounds in turn of ` +
  `${EPOCHS - 1} epochs of ${values.steps} steps, ${machine()}. The first step is timed from the making of the network, in dlx ` +
  `from the call that reads and checks the experiment and its data; loading the libraries of Python is left out. Accuracy: of the ` +
  `training rows in the last epoch. \`node bench/lstm.mjs\``;
report('lstm', about, lines, values.write, 'docs/measured.md');
