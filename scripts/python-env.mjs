// Python environments that comparisons with Keras and PyTorch need: dlx itself needs none.
//
//   node scripts/python-env.mjs keras      makes .env-keras/ if it is not there, and prints its python
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What each known environment holds, by name. */
export const ENVIRONMENTS = {
  keras: ['tensorflow-cpu==2.21.0', 'keras==3.15.0', 'numpy', 'scikit-learn', 'pandas'],
  torch: ['torch', 'numpy'],
  optuna: ['optuna==5.0.0', 'numpy', 'scikit-learn', 'scipy'],
  tensorboard: ['tensorboard==2.21.0', 'setuptools<81'],
  mlflow: ['mlflow==3.17.2'],
  dvc: ['dvc==3.67.1'],
  // What the tests hold files and servers against: all of it in one, and only what they load, since every fresh clone
  // makes it anew. mlflow-skinny is MLflow without what it needs for models; its server needs the next five.
  peers: [
    'mlflow-skinny==3.17.2',
    ...['alembic', 'cryptography', 'flask-cors', 'graphene', 'sqlalchemy'],
    'moto[s3]==5.2.5',
    'joserfc',
    'onnx',
    'safetensors',
    'tensorboard==2.21.0',
    'setuptools<81',
    'numpy',
  ],
  // Only for its libraries and headers: nothing of it is imported.
  tensorflow: ['--no-deps', 'tensorflow-cpu==2.21.0'],
};

/**
 * Path of the python of `.env-<name>/` in `root`, made from PyPI if it is not there or was made for other
 * requirements. Undefined, with the reason on stderr, where that cannot be done: no python3, no network, no wheel.
 *
 * @param {string} name
 * @param {readonly string[]} [requirements] as pip takes them
 * @param {string} [root]
 * @returns {string | undefined}
 */
export function ensure(name, requirements = ENVIRONMENTS[name], root = ROOT) {
  if (!requirements) throw new Error(`no environment ${name}: found none, expected ${known()}`);
  const there = () => made(name, requirements, root);
  const { folder } = placeOf(name, requirements, root);
  return there() ?? alone(`${folder}.making`, () => there() ?? make(name, requirements, root));
}

function make(name, requirements, root) {
  const { folder, python, stamp, hash } = placeOf(name, requirements, root);
  say(`python environment ${name}: making ${path.relative(root, folder)} with ${requirements.join(', ')}`);
  // The stamp is written last: an environment that was cut short is made anew.
  rmSync(folder, { recursive: true, force: true });
  const system = process.platform === 'win32' ? 'python' : 'python3';
  // What is never imported need not be compiled, and the rest is when it is.
  const install = ['install', '--disable-pip-version-check', '--progress-bar', 'off', '--no-compile'];
  const isMade =
    run(system, ['-m', 'venv', folder], 'install Python 3 with its venv module') &&
    run(
      python,
      ['-m', 'pip', ...install, ...requirements],
      'pip needs a network and wheels for this Python and platform',
    );
  if (!isMade) {
    say(`python environment ${name}: NOT AVAILABLE; whatever needs it is left out`);
    return undefined;
  }
  writeFileSync(stamp, hash);
  say(`python environment ${name}: ready`);
  return python;
}

/** Does the work when no other process is at it: waits for one that is, and takes over from one that died. */
function alone(lock, work) {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isAlive(lock)) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isAlive(lock) {
  try {
    // Empty for a moment, before its process has written its number; 0 is this process's group.
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Path of the python of an environment that is there and whole; undefined otherwise. Makes nothing. */
export function made(name, requirements = ENVIRONMENTS[name], root = ROOT) {
  const { python, stamp, hash } = placeOf(name, requirements, root);
  const isWhole = existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  return isWhole ? python : undefined;
}

function placeOf(name, requirements, root) {
  const folder = path.join(root, `.env-${name}`);
  const [bin, file] = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  const lines = [...requirements].sort().join('\n');
  return {
    folder,
    python: path.join(folder, bin, file),
    stamp: path.join(folder, 'requirements.sha256'),
    hash: createHash('sha256').update(lines).digest('hex'),
  };
}

/** Runs a command with its output on stderr; says what failed and what to do about it. */
function run(command, args, remedy) {
  const { status, error, signal } = spawnSync(command, args, { stdio: ['ignore', 2, 2] });
  if (status === 0) return true;
  const reason = error ? error.message : signal ? `ended by ${signal}` : `exit code ${status}`;
  say(`${command} ${args.slice(0, 3).join(' ')} failed (${reason}): ${remedy}`);
  return false;
}

const say = (line) => process.stderr.write(`${line}\n`);
const known = () => Object.keys(ENVIRONMENTS).join(', ');

function main(names) {
  if (names.length !== 1 || !Object.hasOwn(ENVIRONMENTS, names[0])) {
    say(
      `usage: node scripts/python-env.mjs NAME, with NAME one of ${known()}; found ${names.join(' ') || 'none'}`,
    );
    return 2;
  }
  const python = ensure(names[0]);
  if (python === undefined) return 4;
  process.stdout.write(`${python}\n`);
  return 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = main(process.argv.slice(2));
}
