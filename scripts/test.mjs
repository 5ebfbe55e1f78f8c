// The whole suite, as CI runs it: builds what is stale, runs vitest, and ends with one line that counts.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale, root } from './build.mjs';
import { ensure } from './debian.mjs';

await buildIfStale();
ensure(['dataset-fashion-mnist', 'libfaketime', 'redis-server', 'strace']);
// Made beside the tests, of which those that need it come last (test/support/order.ts).
spawn(process.execPath, [path.join(root, 'scripts', 'python-env.mjs'), 'peers'], {
  stdio: ['ignore', 'ignore', 2],
});

const report = path.join(root, 'node_modules', '.cache', 'dlx', 'tests.json');
rmSync(report, { force: true });
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});

const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
  readFileSync(report, 'utf8'),
);
// A file that cannot be loaded has no tests that could fail: it counts as one.
const broken = testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
).length;
console.log(
  `${numPassedTests} passed, ${numFailedTests + broken} failed, ${numPendingTests + numTodoTests} skipped`,
);
process.exitCode = status ?? 1;
