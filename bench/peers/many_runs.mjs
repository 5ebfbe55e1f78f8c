// The same runs as records of dlx, as runs of MLflow and as experiments of DVC.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/build.mjs';

const dlx = path.join(root, 'bin', 'dlx.js');

function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    ...options,
  });
  if (status !== 0) throw error ?? new Error(`${command} ${args.join(' ')} failed: ${stderr.slice(-2000)}`);
  return stdout;
}

/** One real run, to make others from. Returns its folder. */
export function realRun(folder) {
  const file = path.join(root, 'experiments', 'dense-classifier.yaml');
  const args = ['run', file, 'training.epochs=5', 'expect={}', '-q', '--json', '--runs-dir', folder];
  return path.join(folder, JSON.parse(run(process.execPath, [dlx, ...args])).id);
}

/** Between 0 and 1, spread evenly, and the same every time. */
const spread = (i) => (i * 0.6180339887498949) % 1;

/** Learning rate, seed and final accuracy of the i-th run: ten configurations with many seeds. */
const made = (i) => ({
  rate: 10 ** -(1 + (i % 10) / 3),
  seed: Math.floor(i / 10),
  accuracy: 0.8 + 0.15 * spread(i),
});

/** Writes so many records below a folder: the real one with other seeds, learning rates and metrics. */
export function records(folder, real, count) {
  const record = JSON.parse(readFileSync(path.join(real, 'run.json'), 'utf8'));
  const first = Date.parse('2026-01-01T00:00:00Z');
  for (let i = 0; i < count; i++) {
    const { rate, seed, accuracy } = made(i);
    const started = new Date(first + i * 60_000).toISOString();
    const time = started.replace(/\.\d+Z$/, 'Z').replace(/[-:]/g, '');
    const id = `${time}-${record.name}-${(i + 0x10000000).toString(16)}`;
    const experiment = { ...record.experiment, seed, optimizer: { adam: { learning_rate: rate } } };
    const final = { ...record.metrics.final, test: { ...record.metrics.final.test, accuracy } };
    const other = { ...record, id, seed, experiment, times: { ...record.times, started } };
    other.metrics = { ...record.metrics, final };
    const target = path.join(folder, id);
    mkdirSync(target, { recursive: true });
    for (const file of ['experiment.yaml', 'metrics.csv'])
      cpSync(path.join(real, file), path.join(target, file));
    writeFileSync(path.join(target, 'run.json'), `${JSON.stringify(other, null, 2)}\n`);
  }
}

/** Brings records into a file store of MLflow, and from there into a database. Returns the id of their experiment. */
export function mlflowStores(mlflow, runs, folder, database) {
  run(process.execPath, [dlx, 'export-runs', '--all', '--mlflow', folder, '--runs-dir', runs, '--json']);
  const env = mlflowEnv();
  run(
    mlflow,
    ['migrate-filestore', '--source', folder, '--target', `sqlite:///${database}`, '--no-progress'],
    { env },
  );
  const listed = run(mlflow, ['experiments', 'search'], {
    env: { ...env, MLFLOW_TRACKING_URI: `sqlite:///${database}` },
  });
  return /^(\d+)\s+dense-classifier/m.exec(listed)[1];
}

export const mlflowEnv = () => ({
  ...process.env,
  MLFLOW_ALLOW_FILE_STORE: 'true',
  MLFLOW_DISABLE_TELEMETRY: 'true',
});

export const dvcEnv = () => ({ ...process.env, DVC_NO_ANALYTICS: 'true' });

/**
 * Makes a repository with so many experiments of DVC, as `dvc exp save` makes them: each a commit behind the first one,
 * with params and metrics of the same keys as the records have, under refs/exps.
 */
export function dvcExperiments(dvc, folder, real, count) {
  mkdirSync(folder, { recursive: true });
  const git = (...args) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
  git('init', '-q');
  run(dvc, ['init', '-q'], { cwd: folder, env: dvcEnv() });
  const { experiment, metrics } = JSON.parse(readFileSync(path.join(real, 'run.json'), 'utf8'));
  const files = (i) => {
    const { rate, seed, accuracy } = made(i);
    const params = { ...experiment, seed, optimizer: { adam: { learning_rate: rate } } };
    const values = { ...metrics.final, test: { ...metrics.final.test, accuracy } };
    return { 'params.yaml': JSON.stringify(params), 'metrics.json': JSON.stringify(values) };
  };
  writeFileSync(path.join(folder, 'dvc.yaml'), 'params: [params.yaml]\nmetrics: [metrics.json]\n');
  for (const [name, text] of Object.entries(files(0))) writeFileSync(path.join(folder, name), text);
  git('add', '.');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '-qm', 'first');
  const base = git('rev-parse', 'HEAD');
  const data = (text) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const commit = (i) => {
    const changed = Object.entries(files(i)).map(([name, text]) => `M 100644 inline ${name}\n${data(text)}`);
    const ref = `refs/exps/${base.slice(0, 2)}/${base.slice(2)}/run-${i}`;
    const who = `committer bench <bench@localhost> ${1_770_000_000 + i * 60} +0000`;
    return `commit ${ref}\n${who}\n${data(`dvc: commit experiment ${i}`)}from ${base}\n${changed.join('')}\n`;
  };
  const stream = Array.from({ length: count }, (_, i) => commit(i)).join('');
  execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, input: stream });
}
