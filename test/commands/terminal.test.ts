import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../runs/temporary.js';
import { cleanEnv, makePackage } from './package.js';

let bin: string;
let cwd: string;
beforeAll(async () => {
  bin = await makePackage();
  cwd = temporaryFolder();
  writeFileSync(join(cwd, 'x.yaml'), 'name: fake\n');
});
const options = () => ({ cwd, env: cleanEnv, encoding: 'utf8' as const });

const ESCAPE = String.fromCharCode(27);
const COLOUR = new RegExp(`${ESCAPE}\\[\\d+m`);
const MOVES = new RegExp(`${ESCAPE}\\[\\d*[A-Za-z]|${ESCAPE}[78]`);

const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux');
describe.skipIf(!hasScript)('on a terminal', () => {
  const onTerminal = (command: string, setup = 'stty cols 80') => {
    const words = `${process.execPath} ${bin} ${command}`;
    const typed = spawnSync('script', ['-qec', `${setup}; ${words}`, 'typescript'], options());
    return { status: typed.status, text: typed.stdout };
  };

  test('a bar while an epoch goes on, a line for each that is over', () => {
    const { status, text } = onTerminal('run x.yaml epochs=2 steps=30 pause=10');
    expect(status).toBe(0);
    expect(text).toMatch(/1\/2 \[=*>\.*\] \d+\/30 {2}loss/);
    expect(text.match(/epoch \d\/2 .*0\.25 s/g)).toHaveLength(2);
    expect(text).toContain(`${ESCAPE}[32m`); // green: the expectation was met
  });

  test('a narrow one', () => {
    const { text } = onTerminal('run x.yaml epochs=1 steps=30 pause=10', 'stty cols 24');
    const bars = text.split(MOVES).filter((part) => /^1\/1 /.test(part));
    expect(bars.length).toBeGreaterThan(0);
    for (const bar of bars) expect(bar.length).toBeLessThan(24);
  });

  test('NO_COLOR and CI', () => {
    expect(onTerminal('run x.yaml', 'stty cols 80; export NO_COLOR=1').text).not.toMatch(COLOUR);
    const { text } = onTerminal('run x.yaml steps=30 pause=10', 'export CI=true');
    expect(text).not.toContain('[=');
  });
});
