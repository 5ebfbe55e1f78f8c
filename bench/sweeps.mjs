// How near the best searches come with the same number of trials: dlx beside Optuna, on test functions and on the curves of
// mnist-mlp (bench/sweeps/curves.mjs); and what ASHA finds with fewer epochs.
// node bench/sweeps.mjs [--seeds N (ten times as many on curves)] [--gp-seeds N] [--only functions|mnist|asha] [--write]
//   --gp-seeds: of Optuna's GPSampler, which needs PyTorch and minutes a seed (default 0: left out)
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensure } from '../scripts/python-env.mjs';
import { median } from './contest.mjs';
import { machine, report } from './readme.mjs';
import { CURVES, FUNCTIONS, mnistMlp } from './sweeps/problems.mjs';
import { search } from './sweeps/search.mjs';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    'gp-seeds': { type: 'string', default: '0' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
let seeds = Number(values.seeds);
const gpSeeds = Number(values['gp-seeds']);
const page = 'docs/measured.md';
const wants = (part) => values.only === undefined || values.only === part;

const show = (value) => value.toPrecision(4);
const cost = ({ milliseconds }, problem) => `${Number(milliseconds[problem].toPrecision(2))} ms`;

if (wants('functions')) {
  beside('sweeps-functions', FUNCTIONS, 100, undefined);
}
// A search of curves takes no time: more seeds tell smaller differences.
seeds *= 10;
if (wants('mnist')) {
  beside('sweeps-mnist', [mnistMlp()], 20, fileURLToPath(CURVES));
}
if (wants('asha')) asha();

/** A table of medians, by problem and contestant. */
function beside(name, problems, trials, curves) {
  const ours = ['tpe', 'gp', 'random'].map((method) => contestant(method, problems, trials));
  const theirs = optuna('tpe', seeds, trials, curves);
  const gaussian = gpSeeds > 0 ? optuna('gp', gpSeeds, trials, curves) : undefined;
  const [tpe, gp, random] = ours;
  const columns = [
    ['dlx tpe', tpe],
    ...(theirs ? [['Optuna TPESampler', theirs]] : []),
    ['dlx gp', gp],
    ...(gaussian ? [[`Optuna GPSampler (${gpSeeds} seeds)`, gaussian]] : []),
    ['random', random],
  ];
  const heads = ['problem', 'least', ...columns.map(([head]) => head), 'tpe / TPESampler'];
  const lines = [`| ${heads.join(' | ')} |`, `|${'---|'.repeat(heads.length)}`];
  let won = 0;
  for (const { name: problem, least } of problems) {
    const typical = (one) => median(one.best[problem]);
    const gap = theirs ? (typical(tpe) - least) / (typical(theirs) - least) : undefined;
    if (gap <= 1) won++;
    const cells = columns.map(([, one]) => `${show(typical(one))} (${cost(one, problem)})`);
    lines.push(
      `| ${[problem, show(least), ...cells, gap === undefined ? '' : gap.toFixed(2)].join(' | ')} |`,
    );
  }
  const verdict = theirs ? `tpe is at least as near as TPESampler on ${won} of ${problems.length}. ` : '';
  const about =
    `The least value after ${trials} trials: medians of ${seeds} seeds, in brackets what a proposal takes of one core. Last: how far from ` +
    `the least dlx's median is, as a part of how far Optuna's is. ${verdict}${theirs ? `${theirs.version} with its defaults; ` : ''}` +
    `${machine()}. \`node bench/sweeps.mjs\``;
  report(name, about, lines, values.write, page);
}

function contestant(method, problems, trials) {
  const best = {};
  const milliseconds = {};
  for (const problem of problems) {
    const begun = process.cpuUsage();
    best[problem.name] = Array.from({ length: seeds }, (_, seed) => {
      return search(problem, { method, trials, seed, epochs: problem.epochs && 3 }).best;
    });
    const { user, system } = process.cpuUsage(begun);
    milliseconds[problem.name] = (user + system) / 1000 / seeds / trials;
    console.error(`dlx ${method} ${problem.name}: ${show(median(best[problem.name]))}`);
  }
  return { best, milliseconds };
}

/** Undefined where it cannot be installed. */
function optuna(sampler, count, trials, curves) {
  const python = ensure('optuna');
  // PyTorch comes with an environment of its own: only one sampler needs it.
  const torch = sampler === 'gp' ? ensure('torch') : python;
  if (!python || !torch) {
    console.error(`Optuna's ${sampler} is left out: it cannot be installed here`);
    return undefined;
  }
  const lib = path.join(path.dirname(path.dirname(python)), 'lib');
  const packages = readdirSync(lib).map((version) => path.join(lib, version, 'site-packages'));
  const script = path.join(import.meta.dirname, 'peers', 'search_optuna.py');
  const args = [script, sampler, trials, count, ...(curves ? [curves] : [])].map(String);
  const env = { ...process.env, PYTHONPATH: packages.join(path.delimiter), OMP_NUM_THREADS: '1' };
  const { status, stdout } = spawnSync(torch, args, {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${script} failed`);
  const { version, results } = JSON.parse(stdout);
  const of = (key) => Object.fromEntries(Object.entries(results).map(([name, one]) => [name, one[key]]));
  return { version, best: of('best'), milliseconds: of('milliseconds') };
}

/** The same random trials trained to the end, and ended early. */
function asha() {
  const problem = mnistMlp();
  const { epochs } = problem;
  const lines = ['| search | trials | epochs | part | validation error |', '|---|---|---|---|---|'];
  const found = new Map();
  for (const [name, trials, early] of [
    ['random, to the end', 40, undefined],
    ['random with asha', 40, { type: 'asha' }],
    ['random with hyperband', 40, { type: 'hyperband' }],
    ['random, to the end', 13, undefined],
  ]) {
    const all = Array.from({ length: seeds }, (_, seed) =>
      search(problem, { method: 'random', trials, seed, early }),
    );
    const [typical, trained] = ['best', 'epochs'].map((key) => median(all.map((one) => one[key])));
    const part = trained / (40 * epochs);
    found.set(`${name} ${trials}`, typical);
    lines.push(`| ${name} | ${trials} | ${trained} | ${part.toFixed(2)} | ${typical.toFixed(4)} |`);
  }
  const about =
    `What searches of mnist-mlp find with trials of ${epochs} epochs at most: medians of ${seeds} seeds, trials from the ` +
    `curves of bench/sweeps/curves.mjs. min_iter 1, eta 3. \`node bench/sweeps.mjs --only asha\``;
  report('sweeps-asha', about, lines, values.write, page);
}
