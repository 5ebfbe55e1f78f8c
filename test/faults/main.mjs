// Every fault of test/faults/cases, all of it: npm run test:faults [-- --write] [-- -t NAME]
// `--write` puts what was tried and lost into the README, and that of the naive writer into docs/faults.md;
// `--part` tries no more than the test suite does.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { machine, report } from '../../bench/readme.mjs';
import { buildIfStale, root } from '../../scripts/build.mjs';
import { ensure } from '../../scripts/debian.mjs';

await buildIfStale();
ensure(['strace', 'libfaketime']);

const words = process.argv.slice(2);
const write = words.includes('--write');
const part = words.includes('--part');
const file = path.join(root, 'node_modules', '.cache', 'dlx', 'faults.jsonl');
mkdirSync(path.dirname(file), { recursive: true });
rmSync(file, { force: true });
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', 'test/faults', ...words.filter((word) => word !== '--write' && word !== '--part')],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, DLX_FAULTS: part ? '' : 'all', DLX_FAULTS_FILE: file },
  },
);

const results = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const rows = (program) => {
  const found = results.filter((result) => result.program === program);
  const total = (key) => found.reduce((sum, result) => sum + key(result), 0);
  const line = (name, tried, lost) => `| ${name} | ${tried} | ${lost} |`;
  return [
    '| case | tried | lost |',
    '|---|---|---|',
    ...found.map(({ case: name, tried, lost }) => line(name, tried, lost.length)),
    line(
      'all',
      total(({ tried }) => tried),
      total(({ lost }) => lost.length),
    ),
  ];
};
const tail = `${machine()}. \`npm run test:faults${part ? ' -- --part' : ''}\``;
report(
  'faults',
  `Lost is a run whose record is not whole, or that does not come to the same weights, bit for bit, when it is resumed: ${tail}`,
  rows('dlx'),
  write,
);
report(
  'faults-naive',
  `dlx with a writer that overwrites in place: ${tail}`,
  rows('naive'),
  write,
  'docs/faults.md',
);
process.exitCode = status ?? 1;
