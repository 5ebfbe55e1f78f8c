// The residual network beside Keras 3: what both reach on the test split from different starts, after as many epochs.
// node bench/resnet.mjs [--data fashion|mnist] [--epochs N] [--seeds N] [--rows N] [--batch N] [--write]
// --rows and --batch: fewer training rows and smaller batches than the experiment has, for a quick look.
import { execFile } from 'node:child_process';
import { parseArgs, promisify } from 'node:util';
import { dlxContestant } from './dlx.mjs';
import { FASHION_MNIST, MNIST, pythonPeerOn } from './peers.mjs';
import { report } from './readme.mjs';

const DATA = {
  fashion: { experiment: 'fashion-resnet.yaml', folder: FASHION_MNIST, title: 'Fashion-MNIST' },
  mnist: { experiment: 'mnist-resnet.yaml', folder: MNIST, title: 'MNIST' },
};

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'fashion' },
    epochs: { type: 'string', default: '3' },
    seeds: { type: 'string', default: '3' },
    rows: { type: 'string', default: '54000' },
    batch: { type: 'string', default: '128' },
    write: { type: 'boolean', default: false },
  },
});
const { epochs, rows: trained, batch } = values;
if (!Object.hasOwn(DATA, values.data))
  throw new Error(`--data ${values.data}: expected ${Object.keys(DATA).join(' or ')}`);
const { experiment, folder, title } = DATA[values.data];

// Only accuracies count here, so the two may share the machine: one thread each, at the same time.
const contestants = (seed) => [
  dlxContestant(
    experiment,
    `training.epochs=${epochs}`,
    `seed=${seed}`,
    `data.limit={train: ${trained}}`,
    `training.batch_size=${batch}`,
    'engine={onnx: {threads: 1}}',
    'expect={}',
  ),
  ...pythonPeerOn(folder, 'Keras 3', 'keras', 'resnet_keras.py', epochs, String(seed), trained, batch),
];

const rows = [];
for (let seed = 0; seed < Number(values.seeds); seed++) {
  const results = await Promise.all(contestants(seed).map(run));
  rows.push(results.map(({ accuracy }) => accuracy));
  // After every seed, because this takes long.
  show(results.map(({ version }) => version));
}

async function run({ name, command, args, read = JSON.parse }) {
  const { stdout } = await promisify(execFile)(command, args, { maxBuffer: 2 ** 26 });
  const result = read(stdout);
  console.error(`${name}: ${result.accuracy.toFixed(4)}`);
  return result;
}

function show(versions) {
  const columns = versions.map((_, i) => rows.map((row) => row[i]));
  const command = `node bench/resnet.mjs --data ${values.data} --epochs ${epochs} --seeds ${rows.length} --rows ${trained} --batch ${batch}`;
  const line = (...cells) => `| ${cells.join(' | ')} |`;
  report(
    `resnet-${values.data}-${trained}`,
    `Accuracy on the test split of ${title} by seed, after ${epochs} epochs of ${trained} images in batches of ${batch}. \`${command}\``,
    [
      line('seed', ...versions),
      `|---|${'---|'.repeat(versions.length)}`,
      ...rows.map((row, seed) => line(seed, ...row.map((value) => value.toFixed(4)))),
      line('mean', ...columns.map((column) => mean(column).toFixed(4))),
      line('standard deviation', ...columns.map((column) => deviation(column).toFixed(4))),
    ],
    values.write,
    'docs/measured.md',
  );
}

function mean(numbers) {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

/** Of the seeds that were not tried as well: divided by one less than their number. */
function deviation(numbers) {
  const middle = mean(numbers);
  const squares = numbers.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return numbers.length > 1 ? Math.sqrt(squares / (numbers.length - 1)) : 0;
}
