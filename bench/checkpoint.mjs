// What checkpoints cost on experiments/mnist-cnn.yaml. One is too cheap to be seen in an epoch, so one is written
// after every step, in turn with none at all. node bench/checkpoint.mjs [--rounds N] [--write]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { contest, median } from './contest.mjs';
import { dlxContestant } from './dlx.mjs';
import { machine, report } from './readme.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, write: { type: 'boolean', default: false } },
});
const STEPS = 20;
const STEPS_PER_EPOCH = Math.ceil(60_000 / 128);
const MOST = 0.02;

// Without validation, so that an epoch is its steps.
const folder = mkdtempSync(path.join(tmpdir(), 'dlx-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const experiment = path.join(folder, 'mnist-cnn.yaml');
const text = readFileSync(new URL('../experiments/mnist-cnn.yaml', import.meta.url), 'utf8');
writeFileSync(experiment, text.replace(/^ {2}validation: test.*\n/m, ''));
const contestant = (name, checkpoint) => ({
  ...dlxContestant(
    experiment,
    'training.epochs=4',
    `data.limit={train: ${128 * STEPS}}`,
    `training.checkpoint=${checkpoint}`,
  ),
  name,
});
const results = contest(
  [contestant('with', '{every: {steps: 1}}'), contestant('without', 'false')],
  Number(values.rounds),
);

// The first epoch warms up.
const epochOf = (name, round) => median(results.get(name).epochs[round].slice(1));
const rounds = Array.from({ length: Number(values.rounds) }, (_, round) => round);
// The checkpoint at the end of an epoch is not in its time.
const one = median(rounds.map((round) => (epochOf('with', round) - epochOf('without', round)) / (STEPS - 1)));
const epoch = (median(rounds.map((round) => epochOf('without', round))) / STEPS) * STEPS_PER_EPOCH;
const auto = one / Math.max(30, one / 0.01);
const share = one / epoch;
const percent = (part) => `${(100 * part).toFixed(2)} %`;
const lines = [
  '| checkpoint of mnist-cnn | time | of an epoch, `every: epoch` | of the time, `every: auto` |',
  '|---|---|---|---|',
  `| 1.2 million weights, adadelta | ${(1000 * one).toFixed(0)} ms | ${percent(share)} | ${percent(auto)} |`,
];
const about = `Median of ${rounds.length} rounds in turn, ${machine()}; an epoch takes ${epoch.toFixed(0)} s. \`node bench/checkpoint.mjs\``;
report('checkpoint', about, lines, values.write, 'docs/checkpoints.md');
if (share > MOST || auto > MOST) {
  console.error(`checkpoints cost ${percent(Math.max(share, auto))}, ${percent(MOST)} are allowed`);
  process.exitCode = 1;
}
