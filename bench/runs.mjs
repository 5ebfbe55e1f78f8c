// How long it takes to list runs and to put them side by side: dlx beside MLflow and DVC, each with the same runs.
// node bench/runs.mjs [--rounds N] [--runs N] [--many N] [--write]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale, root } from '../scripts/build.mjs';
import { ensure } from '../scripts/python-env.mjs';
import { median, ratio } from './contest.mjs';
import { dvcEnv, dvcExperiments, mlflowEnv, mlflowStores, realRun, records } from './peers/many_runs.mjs';
import { machine, report } from './readme.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    runs: { type: 'string', default: '1000' },
    many: { type: 'string', default: '10000' },
    write: { type: 'boolean', default: false },
  },
});
await buildIfStale();
const [count, many] = [Number(values.runs), Number(values.many)];
const folder = mkdtempSync(path.join(tmpdir(), 'dlx-bench-runs-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const at = (...parts) => path.join(folder, ...parts);

const real = realRun(at('real'));
for (const [name, number] of [
  ['runs', count],
  ['many', many],
]) {
  records(at(name), real, number);
  console.error(`made ${number} records`);
}
const contestants = [...dlx('runs', count), ...mlflow(), ...dvc(), ...dlx('many', many)];
const times = new Map(contestants.map((one) => [one, []]));
for (let round = 0; round < Number(values.rounds); round++) {
  for (const one of contestants) {
    one.forget?.();
    const [first, again] = [seconds(one), seconds(one)];
    times.get(one).push({ first, again });
    console.error(`${one.name}, ${one.count} runs: ${first.toFixed(2)} s, again ${again.toFixed(2)} s`);
  }
}

const [yardstick] = contestants;
const all = (one, key) => times.get(one).map((round) => round[key]);
const lines = ['| command | runs | first | again | of `dlx runs` |', '|---|---|---|---|---|'];
for (const one of contestants) {
  const [first, again] = ['first', 'again'].map((key) => `${median(all(one, key)).toFixed(2)} s`);
  const times = ratio(all(one, 'again'), all(yardstick, 'again')).toFixed(1);
  lines.push(`| \`${one.name}\`${one.of ?? ''} | ${one.count} | ${first} | ${again} | ${times} |`);
}
const versions = [...new Set(contestants.map(({ version }) => version))].join(', ');
const about =
  `Processes from start to end, into a file: medians of ${values.rounds} rounds in turn. First: without what a program keeps ` +
  `from one call to the next (dlx an index, DVC a cache, MLflow nothing). The same runs in all: ten configurations with many ` +
  `seeds. ${versions}; ${machine()}. \`node bench/runs.mjs\``;
report('runs', about, lines, values.write, 'docs/measured.md');

function seconds({ command, args, cwd, env, lines: least }) {
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const taken = (performance.now() - begun) / 1000;
  const found = stdout.split('\n').length;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr.slice(-2000)}`);
  if (found < least) throw new Error(`${command} ${args.join(' ')}: ${found} lines, expected ${least} runs`);
  return taken;
}

function dlx(name, number) {
  const bin = path.join(root, 'bin', 'dlx.js');
  const flags = ['--runs-dir', at(name)];
  const common = {
    command: process.execPath,
    count: number,
    lines: number,
    version: `dlx ${versionOfDlx()}`,
  };
  const forget = () => {
    for (const file of readdirSync(at(name))) if (file.startsWith('.')) rmSync(at(name, file));
  };
  return [
    { ...common, name: 'dlx runs', args: [bin, 'runs', ...flags], forget },
    {
      ...common,
      name: 'dlx compare',
      args: [bin, 'compare', '--name', 'dense-classifier', ...flags],
      forget,
    },
    {
      ...common,
      name: 'dlx compare --by-config',
      lines: 10,
      args: [bin, 'compare', '--name', 'dense-classifier', '--by-config', ...flags],
      forget,
    },
  ];
}

function versionOfDlx() {
  return spawnSync(process.execPath, [path.join(root, 'bin', 'dlx.js'), '--version'], { encoding: 'utf8' })
    .stdout.split(' ')[0]
    .slice('dlx/'.length);
}

/** A command of an environment; undefined where that cannot be made. */
function commandOf(environment) {
  const python = ensure(environment);
  if (!python) console.error(`${environment} is left out: it cannot be installed here`);
  return python && path.join(path.dirname(python), environment);
}

function versionOf(command) {
  return spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout.trim().split(' ').at(-1);
}

function mlflow() {
  const command = commandOf('mlflow');
  if (!command) return [];
  const experiment = mlflowStores(command, at('runs'), at('mlruns'), at('mlflow.db'));
  console.error('made runs of MLflow');
  const stores = [
    [' in SQLite', `sqlite:///${at('mlflow.db')}`],
    [' in files', `file://${at('mlruns')}`],
  ];
  return stores.map(([of, uri]) => ({
    name: 'mlflow runs list',
    of,
    command,
    args: ['runs', 'list', '--experiment-id', experiment],
    env: { ...mlflowEnv(), MLFLOW_TRACKING_URI: uri },
    count,
    lines: count,
    version: `MLflow ${versionOf(command)}`,
  }));
}

function dvc() {
  const command = commandOf('dvc');
  if (!command) return [];
  dvcExperiments(command, at('dvc'), real, count);
  console.error('made experiments of DVC');
  return [
    {
      name: 'dvc exp show',
      command,
      args: ['exp', 'show', '--no-pager'],
      cwd: at('dvc'),
      env: dvcEnv(),
      forget: () => {
        rmSync(at('dvc', '.dvc', 'tmp', 'exps'), { recursive: true, force: true });
        mkdirSync(at('dvc', '.dvc', 'tmp'), { recursive: true });
      },
      count,
      lines: count,
      version: `DVC ${versionOf(command)}`,
    },
  ];
}
