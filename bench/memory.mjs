// Memory of a training step of experiments/mnist-cnn.yaml beside PyTorch, each in a process of its own. Linux only.
// node bench/memory.mjs [--rounds N] [--steps N] [--write]
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildIfStale, root } from '../scripts/build.mjs';
import { median, ratio } from './contest.mjs';
import { pythonPeer } from './peers.mjs';
import { machine, report } from './readme.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    steps: { type: 'string', default: '13' },
    write: { type: 'boolean', default: false },
  },
});
await buildIfStale();
const ours = {
  name: 'dlx',
  command: process.execPath,
  args: [
    '--expose-gc',
    fileURLToPath(new URL('peers/memory_dlx.mjs', import.meta.url)),
    path.join(root, 'experiments', 'mnist-cnn.yaml'),
    values.steps,
  ],
};
const contestants = [ours, ...pythonPeer('PyTorch', 'torch', 'memory_torch.py', values.steps)];
const found = new Map(contestants.map(({ name }) => [name, []]));
for (let round = 0; round < Number(values.rounds); round++) {
  for (const { name, command, args } of contestants) {
    const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name} failed: ${stderr.slice(-2000)}`);
    const result = JSON.parse(stdout);
    found.get(name).push({ ...result, steps: result.training - result.baseline });
    const { baseline, peak, steps } = found.get(name).at(-1);
    console.error(`${name}: baseline ${mb(baseline)}, peak ${mb(peak)}, steps ${mb(steps)} MB`);
  }
}

const MEASURES = [
  ['runtime and data loaded, step ready', 'baseline'],
  ['what training adds at most', 'steps'],
  ['peak of the process', 'peak'],
];
const results = [...found.values()];
const all = (result, key) => result.map((round) => round[key]);
const lines = [
  `| MB | ${results.map(([{ version }]) => version).join(' | ')} | ratio |`,
  `|---|${'---|'.repeat(results.length)}---|`,
];
for (const [words, key] of MEASURES) {
  const cells = results.map((result) => mb(median(all(result, key))));
  if (results.length > 1) cells.push(ratio(all(results[0], key), all(results[1], key)).toFixed(2));
  lines.push(`| ${words} | ${cells.join(' | ')} |`);
}
const about = `Resident memory of ${values.steps} steps of 128 images: medians of ${values.rounds} rounds in turn, ${machine()}. \`node bench/memory.mjs\``;
report('memory', about, lines, values.write, 'docs/measured.md');

function mb(bytes) {
  return Math.round(bytes / 1e6);
}
