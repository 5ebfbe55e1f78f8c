// Trials per second of `dlx sweep` on this machine, what a trial takes beside its training, and memory as trials go by;
// beside Optuna with PyTorch in as many processes. Linux only.
// node bench/trials.mjs [--trials N] [--workers N] [--rounds N] [--write]
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale, root } from '../scripts/build.mjs';
import { ensure } from '../scripts/python-env.mjs';
import { median, ratio } from './contest.mjs';
import { machine, report } from './readme.mjs';

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '1000' },
    workers: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    write: { type: 'boolean', default: false },
  },
});
await buildIfStale();
const [count, workers, rounds] = [values.trials, values.workers, values.rounds].map(Number);
/** The trial behind which memory is looked at first. */
const EARLY = 50;
// Beside the repository and not in the system's place for such, which may be in memory: records are synced to a disk.
const folder = mkdtempSync(path.join(root, '.build-trials-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const EXPERIMENT = `name: tiny
data:
  dataset: {synthetic_classification: {samples: 400, classes: 3}}
  split: {validation: 0.25}
architecture:
- Dense: {units: 8, activation: relu}
- Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
training: {epochs: 1, batch_size: 32}
`;
const PARAMETERS = {
  'learning rate': `  optimizer.adam.learning_rate: {distribution: log_uniform_values, min: 1e-4, max: 1e-1}`,
  'units, too': `  optimizer.adam.learning_rate: {distribution: log_uniform_values, min: 1e-4, max: 1e-1}
  architecture[0].Dense.units: {distribution: int_uniform, min: 4, max: 1000}`,
};
const sweepOf = (parameters) => `name: tiny
experiment: tiny.yaml
method: random
run_cap: ${count}
metric: {name: val_accuracy, goal: maximize}
parameters:
${parameters}
`;

const contestants = [
  ...Object.entries(PARAMETERS).map(([name, parameters], i) => ({
    name: `dlx sweep: ${name}`,
    run: () => dlx(`sweep-${i}`, parameters),
  })),
  ...optuna(),
];
const found = new Map(contestants.map(({ name }) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const { name, run } of contestants) {
    const result = await run();
    found.get(name).push(result);
    console.error(`${name}: ${shown([result]).join(', ')}`);
  }
}

const HEADS = ['trials a second', 'ms a trial', 'of it training', 'MB at the 50th', `MB at the ${count}th`];
const results = [...found];
const lines = [
  `| ${['', ...HEADS, 'time of the first'].join(' | ')} |`,
  `|${'---|'.repeat(HEADS.length + 2)}`,
];
const seconds = (all) => all.map((one) => one.seconds);
for (const [name, all] of results) {
  const of = ratio(seconds(all), seconds(results[0][1])).toFixed(2);
  lines.push(`| ${[name, ...shown(all), of].join(' | ')} |`);
}
const versions = [...new Set(results.map(([, [{ version }]]) => version))].join('; ');
const about =
  `${count} trials of a network of 8 units on 300 rows, one epoch, from start to end of the command with ${workers} processes ` +
  `of one thread: medians of ${rounds} rounds in turn. \`ms a trial\` is the time of a process; memory is that of all ` +
  `processes. dlx keeps of every trial a record, its epochs, and weights to go on from, each synced to the disk; Optuna keeps ` +
  `the value in SQLite. ${versions}; ${machine()}. \`node bench/trials.mjs\``;
report('trials', about, lines, values.write, 'docs/measured.md');

/** Medians, as cells. */
function shown(all) {
  const typical = (key) => median(all.map((one) => one[key]));
  const each = (typical('seconds') * 1000 * workers) / count;
  const megabytes = (key) => (typical(key) / 1e6).toFixed(0);
  return [
    (count / typical('seconds')).toFixed(1),
    each.toFixed(1),
    (typical('training') * 1000).toFixed(1),
    megabytes('early'),
    megabytes('late'),
  ];
}

async function dlx(name, parameters) {
  const at = (...parts) => path.join(folder, ...parts);
  writeFileSync(at('tiny.yaml'), EXPERIMENT);
  writeFileSync(at(`${name}.yaml`), sweepOf(parameters));
  const runs = at('runs');
  rmSync(runs, { recursive: true, force: true });
  const bin = path.join(root, 'bin', 'dlx.js');
  const args = [bin, 'sweep', at(`${name}.yaml`), '--workers', String(workers), '--runs-dir', runs, '-q'];
  const begun = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    words += text;
  });
  const memory = { early: 0, late: 0 };
  const timer = setInterval(() => {
    const done = endedIn(runs);
    if (done < EARLY) return;
    const bytes = residentOf(child.pid);
    memory.early ||= bytes;
    if (bytes > 0 && done < count) memory.late = bytes;
  }, 50);
  const status = await new Promise((resolve) => child.on('close', resolve));
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(timer);
  if (status !== 0) throw new Error(`${name} failed: ${words.slice(-2000)}`);
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return { version: `dlx ${version}`, seconds, training: trainingIn(runs), ...memory };
}

/** Trials that have ended, by the journal of the only sweep of a folder. */
function endedIn(runs) {
  try {
    const sweep = readdirSync(runs).find((name) => name.startsWith('sweep-'));
    return readFileSync(path.join(runs, sweep, 'trials.jsonl'), 'utf8').split('"event":"ended"').length - 1;
  } catch {
    return 0;
  }
}

/** Resident bytes of a process and its children. */
function residentOf(pid) {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean);
    return children.reduce((sum, child) => sum + residentOf(child), pages * 4096);
  } catch {
    return 0;
  }
}

/** Seconds that the epochs of a trial took, on average. */
function trainingIn(runs) {
  const seconds = readdirSync(runs)
    .filter((name) => /^\d/.test(name))
    .map((name) => {
      const [head, ...rows] = readFileSync(path.join(runs, name, 'metrics.csv'), 'utf8')
        .trim()
        .split('\n');
      const column = head.split(',').indexOf('seconds');
      return rows.reduce((sum, row) => sum + Number(row.split(',')[column]), 0);
    });
  return seconds.reduce((sum, one) => sum + one, 0) / seconds.length;
}

/** As many processes with one study; none where it cannot be installed. */
function optuna() {
  const [python, torch] = [ensure('optuna'), ensure('torch')];
  if (!python || !torch) {
    console.error('Optuna with PyTorch is left out: it cannot be installed here');
    return [];
  }
  const site = spawnSync(torch, ['-c', 'import torch; print(torch.__path__[0])'], {
    encoding: 'utf8',
  }).stdout;
  const env = { ...process.env, PYTHONPATH: path.dirname(site.trim()) };
  return [{ name: 'Optuna, PyTorch: learning rate', run: () => study(python, env) }];
}

async function study(python, env) {
  const database = path.join(folder, 'optuna.db');
  rmSync(database, { force: true });
  const storage = `sqlite:///${database}`;
  const begun = performance.now();
  const make = `import optuna; optuna.create_study(storage=${JSON.stringify(storage)}, study_name="tiny", direction="maximize")`;
  const made = spawnSync(python, ['-c', make], { env, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr.slice(-2000));
  const script = path.join(root, 'bench', 'peers', 'trials_torch.py');
  const each = Math.round(count / workers);
  const reports = await Promise.all(
    Array.from({ length: workers }, () => output(python, [script, storage, 'tiny', String(each)], env)),
  );
  const seconds = (performance.now() - begun) / 1000;
  const training = reports.flatMap((one) => one.training);
  const memory = (trial) => reports.reduce((sum, one) => sum + one.memory[trial], 0);
  return {
    version: reports[0].version,
    seconds,
    training: training.reduce((sum, one) => sum + one, 0) / training.length,
    early: memory(25),
    late: memory(each),
  };
}

function output(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [text, words] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (piece) => {
      text += piece;
    });
    child.stderr.setEncoding('utf8').on('data', (piece) => {
      words += piece;
    });
    child.on('close', (status) =>
      status === 0 ? resolve(JSON.parse(text)) : reject(new Error(words.slice(-2000))),
    );
  });
}
