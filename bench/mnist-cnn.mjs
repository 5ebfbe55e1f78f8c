// A step of experiments/mnist-cnn.yaml beside PyTorch and Keras 3, at each one's own number of threads.
// node bench/mnist-cnn.mjs [--rounds N] [--steps N] [--write]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { contest, ratioOfEpochs } from './contest.mjs';
import { dlxContestant } from './dlx.mjs';
import { pythonPeer } from './peers.mjs';
import { machine, report } from './readme.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    steps: { type: 'string', default: '20' },
    write: { type: 'boolean', default: false },
  },
});
const { rounds, steps } = values;
const rows = String(128 * Number(steps));
// Epochs of a few steps each, without validation: what is timed is steps.
const folder = mkdtempSync(path.join(tmpdir(), 'dlx-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const experiment = path.join(folder, 'mnist-cnn.yaml');
const text = readFileSync(new URL('../experiments/mnist-cnn.yaml', import.meta.url), 'utf8');
writeFileSync(experiment, text.replace(/^ {2}validation: test.*\n/m, ''));
const short = ['training.epochs=4', `data.limit={train: ${rows}}`];

const results = contest(
  [
    dlxContestant(experiment, ...short),
    ...pythonPeer('PyTorch', 'torch', 'cnn_torch.py', '4', rows),
    ...pythonPeer('Keras 3', 'keras', 'cnn_keras.py', '4', rows),
  ],
  Number(rounds),
);
const ours = results.get('dlx');
results.delete('dlx');
const lines = ['| dlx beside | step of 128 images |', '|---|---|'];
for (const theirs of results.values()) {
  lines.push(`| ${theirs.version} | ${ratioOfEpochs(ours, theirs).toFixed(2)} |`);
}
const about = `Time of dlx divided by the other's (less is faster): median of ${rounds} rounds in turn of ${steps} steps, ${machine()}. \`node bench/mnist-cnn.mjs\``;
report('mnist-cnn', about, lines, values.write);
