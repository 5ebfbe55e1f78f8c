// Validation accuracy after every epoch of mnist-mlp over a dense grid of what ../shared/format/sweeps/mnist-mlp.yaml
// searches, so that searches can be compared over many seeds without training each time: written to mnist-mlp.json.
// node bench/sweeps/curves.mjs [--epochs N] [--rates N] [--bin dlx.js]     (a quarter of an hour; goes on where it was)
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/build.mjs';

const { values } = parseArgs({
  options: {
    epochs: { type: 'string', default: '9' },
    rates: { type: 'string', default: '13' },
    bin: { type: 'string', default: path.join(root, 'bin', 'dlx.js') },
  },
});
const file = path.join(import.meta.dirname, 'mnist-mlp.json');
const epochs = Number(values.epochs);
const count = Number(values.rates);
const [low, high] = [1e-4, 1e-1];
const rates = Array.from({ length: count }, (_, i) =>
  Number((low * (high / low) ** (i / (count - 1))).toPrecision(6)),
);
const units = [32, 64, 128];
const batchSizes = [32, 64, 128];
const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
const isSame = before && JSON.stringify([before.rates, before.epochs]) === JSON.stringify([rates, epochs]);
const curves = isSame ? before.curves : {};

for (const unit of units) {
  for (const batch of batchSizes) {
    for (const [i, rate] of rates.entries()) {
      const key = `${unit} ${batch} ${i}`;
      if (curves[key]) continue;
      curves[key] = train(unit, batch, rate);
      console.error(`${unit} units, batches of ${batch}, rate ${rate}: ${curves[key].join(' ')}`);
      writeFileSync(file, `${JSON.stringify({ units, batchSizes, rates, epochs, curves })}\n`);
    }
  }
}

/** Validation accuracy after each epoch. */
function train(unit, batch, rate) {
  const runs = mkdtempSync(path.join(tmpdir(), 'dlx-curves-'));
  try {
    const overrides = [
      'data.validation=0.1',
      `training.epochs=${epochs}`,
      `architecture[1].Dense.units=${unit}`,
      `optimizer.adam.learning_rate=${rate}`,
      `training.batch_size=${batch}`,
      'expect={}',
      'engine={onnx: {threads: 1}}',
    ];
    const experiment = path.join(root, 'experiments', 'mnist-mlp.yaml');
    const args = [values.bin, 'run', experiment, ...overrides, '--quiet', '--json', '--runs-dir', runs];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`dlx run failed: ${stderr.slice(-2000)}`);
    const csv = readFileSync(path.join(runs, JSON.parse(stdout).id, 'metrics.csv'), 'utf8');
    const [head, ...lines] = csv
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    return lines.map((line) => Number(Number(line[head.indexOf('val_accuracy')]).toFixed(6)));
  } finally {
    rmSync(runs, { recursive: true, force: true });
  }
}
