// Where the time of an experiment's training step goes, kernel by kernel: onnxruntime's own profile of a run,
// beside the time that its multiplications alone would take as one large product of matrices.
// node bench/profile.mjs [FILE.yaml] [path=value...] [--threads N] [--nodes N] [--write]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gemmRate, operations } from './floor.mjs';
import { machine, report } from './readme.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    threads: { type: 'string', default: '1' },
    nodes: { type: 'string', default: '0' },
    write: { type: 'boolean', default: false },
  },
});
const threads = Number(values.threads);
const [file = 'experiments/mnist-cnn.yaml', ...overrides] = positionals;
const nodes = profile();
const rate = await gemmRate(threads);
table(nodes);
for (const { op, ms, node, shapes } of nodes.slice(0, Number(values.nodes))) {
  console.log(`${ms.toFixed(2)}  ${op}  ${node}  ${shapes.join(' ')}`);
}

/** Every node of a step, slowest first, with the median of its time. */
function profile() {
  const folder = mkdtempSync(path.join(tmpdir(), 'dlx-profile-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const dlx = fileURLToPath(new URL('../bin/dlx.js', import.meta.url));
  const short = ['training.epochs=1', 'data.limit={train: 2560}', `engine={onnx: {threads: ${threads}}}`];
  const options = ['--runs-dir', folder, '-q'];
  const { status } = spawnSync(process.execPath, [dlx, 'run', file, ...short, ...overrides, ...options], {
    env: { ...process.env, DLX_PROFILE: path.join(folder, 'profile') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // 1: what the experiment expects is not reached in so few steps.
  if (status > 1) process.exit(status);
  const [found] = readdirSync(folder).filter((name) => name.includes('-train-'));
  return summed(JSON.parse(readFileSync(path.join(folder, found), 'utf8')));
}

function summed(events) {
  const WARM_UP = 3;
  const laps = new Map();
  for (const { cat, name, args, dur } of events) {
    if (cat !== 'Node' || !name.endsWith('_kernel_time')) continue;
    const node = name.replace(/_kernel_time$/, '');
    const sizes = (list) => (list ?? []).map((shape) => Object.values(shape)[0]);
    const [inputs, [output]] = [sizes(args.input_type_shape), sizes(args.output_type_shape)];
    const lap = laps.get(node) ?? {
      op: args.op_name,
      gflop: operations(args.op_name, inputs, output) / 1e9,
      shapes: inputs.map((shape) => shape.join('x')),
      times: [],
    };
    lap.times.push(dur / 1000);
    laps.set(node, lap);
  }
  const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
  return [...laps]
    .map(([node, { times, ...lap }]) => ({ node, ...lap, ms: median(times.slice(WARM_UP)) }))
    .sort((a, b) => b.ms - a.ms);
}

function table(all) {
  const total = all.reduce((sum, { ms }) => sum + ms, 0);
  const multiplied = all.reduce((sum, { gflop }) => sum + gflop, 0);
  const kinds = new Map();
  for (const one of all) {
    // Products one by one, as they are what the time goes into; everything else by operator.
    const kind = one.gflop > multiplied / 100 ? `${one.op} ${one.shapes.slice(0, 2).join(' · ')}` : one.op;
    const sum = kinds.get(kind) ?? { ms: 0, gflop: 0, count: 0 };
    kinds.set(kind, { ms: sum.ms + one.ms, gflop: sum.gflop + one.gflop, count: sum.count + 1 });
  }
  const percent = (part) => `${(100 * part).toFixed(0)} %`;
  const floor = (1000 * multiplied) / rate;
  const rows = [...kinds].sort(([, a], [, b]) => b.ms - a.ms).filter(([, { ms }]) => ms > total / 200);
  const lines = rows.map(([kind, { ms, gflop, count }]) => {
    const speed = gflop > 0 ? percent((1000 * gflop) / ms / rate) : '';
    return `| ${kind} | ${count} | ${percent(ms / total)} | ${speed} |`;
  });
  const about =
    `A step of \`${file}\` on ${threads} of ${machine()}: ${all.length} kernels. All its multiplications, ` +
    `${multiplied.toFixed(1)} GFLOP, at the rate of one product of 1024x1024 matrices on the same threads would take ` +
    `${percent(floor / total)} of its time: that is the floor. \`node bench/profile.mjs --threads ${threads}\``;
  report(
    `profile-${threads}`,
    about,
    [
      '| kernel | nodes | share of the time | of the rate of a large product |',
      '|---|---|---|---|',
      ...lines,
    ],
    values.write,
    'docs/measured.md',
  );
  console.log(
    `\n${total.toFixed(1)} ms in kernels, ${rate.toFixed(0)} GFLOP/s, floor ${floor.toFixed(1)} ms`,
  );
}
