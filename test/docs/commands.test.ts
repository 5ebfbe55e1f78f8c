import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createRecord } from '../../src/runs/index.js';
import { experimentOf, startOf } from '../runs/made.js';
import { temporaryFolder } from '../runs/temporary.js';
import { MANY, manyTrials, onDisk, sweepOf } from '../sweeps/results/made.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const bin = join(root, 'bin', 'dlx.js');

/** Lines of ```sh blocks that call dlx. */
const lines = readdirSync(join(root, 'docs'))
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) => {
    const text = readFileSync(join(root, 'docs', file), 'utf8');
    const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1]!);
    return blocks.flatMap((block) => block.split('\n')).filter((line) => line.startsWith('dlx '));
  });

function shell(line: string, env: NodeJS.ProcessEnv = {}) {
  const command = `dlx() { "${process.execPath}" "${bin}" "$@"; }; ${line}`;
  return spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } });
}

/** Commands that read records find two runs of mnist-mlp, and a sweep without runs. */
async function runsFolder(): Promise<string> {
  const folder = temporaryFolder();
  for (const seed of [1, 3]) {
    const experiment = experimentOf('mnist-mlp', { seed, optimizer: { adam: { learning_rate: 0.001 } } });
    const writer = await createRecord(folder, startOf('mnist-mlp', { experiment }));
    await writer.finish({ status: 'completed', final: { test: { accuracy: 0.98 } } });
  }
  const trials = manyTrials(12).map((trial) => ({ ...trial, run: null }));
  const experiment = join(root, 'experiments', 'mnist-mlp.yaml');
  await onDisk(sweepOf(trials, { ...MANY, name: 'mnist-mlp', experiment }), {
    runsDir: folder,
    text: readFileSync(experiment, 'utf8'),
  });
  return folder;
}

describe('commands in the pages work as they stand', () => {
  test.each([...new Set(lines)])('%s', async (line) => {
    const { status, stdout, stderr } = shell(line, { DLX_RUNS_DIR: await runsFolder() });
    expect(status, stderr).toBe(0);
    if (line.includes('--json')) expect(JSON.parse(stdout)).toBeTypeOf('object');
  });
});

test('the graph that compiler.md shows is the one that is printed', () => {
  const page = readFileSync(join(root, 'docs', 'compiler.md'), 'utf8');
  const shown = /<!-- graph:mnist-mlp -->\n```\n(.*?)```/s.exec(page)![1]!;
  const { stdout } = shell('dlx show experiments/mnist-mlp.yaml --graph');
  // numbers of values change with the passes
  const plain = (text: string) => text.trimEnd().replace(/%\d+/g, '%').split('\n');
  expect(plain(stdout)).toEqual(expect.arrayContaining(plain(shown)));
});

test('the mistake that the README shows is reported as it says', () => {
  const page = readFileSync(join(root, 'README.md'), 'utf8');
  const [, yaml] = /```yaml\n(.*?)```/s.exec(page)!;
  const [, expected] = /\$ npx dlx validate mine\.yaml\n(.*?)```/s.exec(page)!;
  const folder = temporaryFolder();
  const mistake = yaml!.replace('{units: 128', '{unts: 128');
  const { status, stderr } = shell(
    `cd ${folder} && cat > mine.yaml <<'END'\n${mistake}END\ndlx validate mine.yaml`,
  );
  expect({ status, stderr }).toEqual({ status: 2, stderr: expected });
});
