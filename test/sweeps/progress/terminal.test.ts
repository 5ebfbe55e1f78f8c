import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cleanEnv } from '../../commands/package.js';
import { sweepOf } from '../pretend.js';

const bin = join(import.meta.dirname, '..', '..', '..', 'bin', 'dlx.js');
const ESCAPE = String.fromCharCode(27);
const GRID = `method: grid
metric: {name: val_loss}
parameters:
  architecture[0].Dense.units: {values: [4, 8]}
  optimizer.adam.learning_rate: {values: [0.01, 1.0e+30]}
`;

const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux');
describe.skipIf(!hasScript)('on a terminal', () => {
  test('a table while a sweep goes on, which leaves what failed and what came of it', () => {
    const { folder, file } = sweepOf(GRID);
    const words = `stty cols 70; ${process.execPath} ${bin} sweep ${file}`;
    const { status, stdout } = spawnSync('script', ['-qec', words, 'typescript'], {
      cwd: folder,
      env: cleanEnv,
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/\d\/4 trials {2}\d running {2}\d done/);
    expect(stdout).toMatch(/> {2}#\d {2}epoch \d\/2/);
    const frames = stdout.split(new RegExp(`${ESCAPE}\\[\\d*[A-Za-z]|\r?\n`));
    const table = frames.filter((line) => /^(\d\/4 trials|best #| {2}> {2}#)/.test(line));
    for (const line of table) expect(line.length).toBeLessThan(70);
    // Neither the cursor nor wrapping is left changed.
    expect(stdout).not.toMatch(new RegExp(`${ESCAPE}\\[\\?(25|7)l`));
    expect(stdout.match(/#[13] failed .*/g)!.length).toBeGreaterThanOrEqual(2);
    expect(stdout).toContain('completed');
    expect(stdout).toContain('4 trials (2 completed, 2 failed)');
  });
});
