import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../runs/temporary.js';

const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The bin alone, as in a package without its dist folder. */
function loneBin(): string {
  const root = temporaryFolder();
  mkdirSync(join(root, 'bin'));
  cpSync(join(checkout, 'package.json'), join(root, 'package.json'));
  cpSync(join(checkout, 'bin', 'dlx.js'), join(root, 'bin', 'dlx.js'));
  return join(root, 'bin', 'dlx.js');
}

test('an incomplete package says so', () => {
  const { status, stderr } = spawnSync(process.execPath, [loneBin(), '--help'], { encoding: 'utf8' });
  expect(stderr).toMatch(/^dlx is incomplete: .*cli\.js is missing\. Install it again\n$/);
  expect(status).toBe(4);
});

test('an old Node says what is needed', () => {
  const old =
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } })";
  const words = ['--import', `data:text/javascript,${encodeURIComponent(old)}`, loneBin(), '--help'];
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expect(stderr).toMatch(/^dlx needs Node 20\.15 or newer, found 18\.20\.0: /);
  expect(status).toBe(2);
});

test('a checkout without its packages says what to run', () => {
  const bin = loneBin();
  mkdirSync(join(dirname(dirname(bin)), 'src'));
  const { status, stderr } = spawnSync(process.execPath, [bin, '--help'], { encoding: 'utf8' });
  expect(stderr).toMatch(/^dlx finds none of its packages in .*: run `npm ci` there\n$/);
  expect(status).toBe(2);
});
