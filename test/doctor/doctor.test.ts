import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { healthText, isFit } from '../../src/commands/present/doctor.js';
import { type Health, tried } from '../../src/doctor/examine.js';
import { checkNumbers } from '../../src/doctor/probe.js';
import { cpu } from '../../src/engines/cpu.js';
import type { Runtime } from '../../src/engines/engine.js';
import { engines } from '../../src/engines/index.js';
import { EXIT } from '../../src/errors.js';
import { cleanEnv as env } from '../commands/package.js';
import { temporaryFolder } from '../runs/temporary.js';

const bin = fileURLToPath(new URL('../../bin/dlx.js', import.meta.url));
const dlx = (...words: string[]) => spawnSync(process.execPath, [bin, ...words], { env, encoding: 'utf8' });

describe('dlx doctor', () => {
  it('tries every engine, and says what computes', () => {
    const { stdout, stderr, status } = dlx('doctor', '--json');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const health = JSON.parse(stdout) as Health;
    const names = health.engines.map(({ engine }) =>
      typeof engine === 'string' ? engine : Object.keys(engine)[0],
    );
    expect([...new Set(names)]).toEqual(engines.map(({ name }) => name));
    for (const { engine, works, version, problem } of health.engines) {
      const isOptional = engine === 'tfjs-node';
      expect(works || isOptional, JSON.stringify(engine)).toBe(true);
      if (works) expect(version).toMatch(/^\S+ \d+\.\d+/);
      else expect(problem).toMatch(/cannot be loaded/);
    }
    expect(healthText(health)).toMatch(/^onnx native {2}ok {4}onnxruntime-node \d/m);
    expect(healthText(health)).toMatch(
      /experiments run with onnxruntime-node .* unless they name another engine$/,
    );
  });

  it('exits with 4 where the runtime of experiments is gone', () => {
    const health: Health = {
      dlx: '1.0.0',
      node: 'v20',
      platform: 'linux x64',
      cpu: { model: 'CPU', physicalCores: 1, usable: 2 },
      memory: 2 ** 31,
      engines: [
        { engine: 'cpu', works: true, version: 'tfjs 4', threads: 1 },
        {
          engine: { onnx: { runtime: 'native' } },
          works: false,
          problem: 'not installed',
          hint: 'install it',
        },
      ],
    };
    expect(isFit(health)).toBe(false);
    expect(healthText(health)).toMatchInlineSnapshot(`
      "dlx 1.0.0, Node v20, linux x64
      CPU: 1 physical cores, 2 usable threads, 2.0 GiB of memory

      cpu          ok    tfjs 4, 1 thread
      onnx native  no    not installed
                         install it

      experiments do not run as they are: engine onnx does not work here"
    `);
  });

  it('takes no file', () => {
    const { status, stderr } = dlx('doctor', 'a.yaml');
    expect(status).toBe(EXIT.usage);
    expect(stderr).toMatch(/a\.yaml/);
  });
});

describe('an engine that breaks its process', () => {
  const entry = (code: string) => {
    const file = join(temporaryFolder(), 'worker.mjs');
    writeFileSync(file, code);
    return file;
  };

  it.each([
    [
      'by an instruction that the CPU lacks',
      "process.kill(process.pid, 'SIGILL'); setTimeout(() => {}, 1e6)",
      /SIGILL/,
    ],
    ['by a fault', "process.kill(process.pid, 'SIGSEGV'); setTimeout(() => {}, 1e6)", /ended by SIGSEGV/],
    ['by leaving', 'process.exit(3)', /ended by exit code 3/],
    ['by an error', "throw new Error('broken')", /ended by exit code 1/],
  ])('%s is one that does not work', async (_how, code, problem) => {
    const found = await tried('cpu', entry(code));
    expect(found).toEqual({ works: false, problem: expect.stringMatching(problem) });
  });
});

describe('an engine that computes', () => {
  it('right numbers passes', async () => {
    await checkNumbers(await cpu.load({}));
  });

  it('wrong numbers does not', async () => {
    const right = await cpu.load({});
    const wrong: Runtime = {
      ...right,
      async compile(job) {
        const program = await right.compile(job);
        return {
          ...program,
          async run() {
            await program.run();
            program.outputs.get('gradient')![0]! += 1;
          },
        };
      },
    };
    await expect(checkNumbers(wrong)).rejects.toThrow(/it computed .*, and not /);
  });
});
