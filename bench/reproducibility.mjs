// How far apart the weights of two trainings end: the same one twice, with other threads, runtimes and engines, and,
// as a yardstick, with the rows in another order. Each of experiments/*.yaml, shortened; with names only those, whose
// lines then replace the ones of before.
// nice node bench/reproducibility.mjs [EXPERIMENT...] [--rows N] [--epochs N] [--write]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale, root } from '../scripts/build.mjs';
import { digits } from './digits.mjs';
import { machine, report } from './readme.mjs';
import { apart, same, weightsOf } from './weights.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '256' },
    epochs: { type: 'string', default: '2' },
    write: { type: 'boolean', default: false },
  },
});
await buildIfStale();
const folder = mkdtempSync(path.join(tmpdir(), 'dlx-reproducibility-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const rows = Number(values.rows);
// A small test split, because the engine cpu would take an hour for 10,000 images.
const images = path.join(folder, 'digits.npz');
writeFileSync(images, digits(Math.ceil(rows * 1.2), 16));

/** Few and small steps, for the engine cpu. */
const FEW = ['data.limit={train: 32}', 'training.epochs=1', 'training.batch_size=16'];
const threads = (count) => `engine={onnx: {threads: ${count}}}`;

/** Columns: two trainings each, as overrides and environment. */
const COLUMNS = [
  { title: 'again', a: [threads(1)], b: [threads(1)] },
  { title: 'again, 2 threads', a: [threads(2)], b: [threads(2)] },
  { title: '1, 2 threads', a: [threads(1)], b: [threads(2)] },
  { title: 'native, WebAssembly', a: [threads(1)], b: [threads(1)], env: { DLX_ONNXRUNTIME: 'web' } },
  { title: 'onnx, cpu', a: [threads(1), ...FEW], b: ['engine=cpu', ...FEW] },
  { title: 'other order', a: [threads(1)], b: [threads(1), 'training.shuffle=false'] },
];

const HEAD = [
  `| experiment | ${COLUMNS.map(({ title }) => title).join(' | ')} |`,
  `|---|${'---|'.repeat(COLUMNS.length)}`,
];
const PAGE = 'docs/reproducibility.md';
const about =
  `Distance of the weights at the end, relative to their size: the root of the sum of squares of the differences, by that of ` +
  `the weights. ${values.epochs} epochs of ${rows} rows in the experiment's own batches, for the engine cpu 2 steps of ` +
  `16 rows; images are those of MNIST. ${machine()}. \`node bench/reproducibility.mjs\``;
const all = readdirSync(path.join(root, 'experiments')).map((name) => path.basename(name, '.yaml'));
const lines = new Map(positionals.length > 0 ? linesOf(readFileSync(path.join(root, PAGE), 'utf8')) : []);
for (const name of positionals.length > 0 ? positionals : all) {
  const done = new Map();
  const cells = COLUMNS.map(({ title, a, b, env = {} }) => {
    const key = a.join(' ');
    if (!done.has(key)) done.set(key, trained(name, a, {}));
    const [one, other] = [done.get(key), trained(name, b, env)];
    const cell = same(one, other) ? 'identical' : apart(one, other).toExponential(0);
    console.error(`${name}, ${title}: ${cell}`);
    return cell;
  });
  lines.set(name, `| ${name} | ${cells.join(' | ')} |`);
  // After each one: it takes long, and what there is stays.
  const known = all.sort().flatMap((one) => lines.get(one) ?? []);
  report('reproducibility', about, [...HEAD, ...known], values.write, PAGE);
}

/** The lines that the page has, by experiment. */
function linesOf(page) {
  const [, table = ''] = /<!-- bench:reproducibility -->(.*?)<!-- \/bench -->/s.exec(page) ?? [];
  return [...table.matchAll(/^\| ([\w-]+) \|.*$/gm)].map(([line, name]) => [name, line]);
}

/** The weights that a training ends with, in a process of its own. */
function trained(name, overrides, env) {
  const runs = mkdtempSync(path.join(folder, 'run-'));
  const made = name === 'dense-classifier';
  const short = [
    ...(made ? [] : [`data.dataset={npz: {path: ${images}}}`]),
    `data.limit={train: ${rows}}`,
    `training.epochs=${values.epochs}`,
    'expect={}',
  ];
  const file = path.join(root, 'experiments', `${name}.yaml`);
  const dlx = path.join(root, 'bin', 'dlx.js');
  const args = [dlx, 'run', file, ...short, ...overrides, '--runs-dir', runs, '-q', '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error(`${name} ${overrides.join(' ')} failed: ${stderr.slice(-2000)}`);
  return weightsOf(path.join(runs, JSON.parse(stdout).id));
}
