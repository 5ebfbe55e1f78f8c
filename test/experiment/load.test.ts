import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { loadExperiment, toYaml } from '../../src/experiment/index.js';
import { readText } from '../../src/experiment/load.js';
import { VALID } from './small.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dlx-load-'));
  await writeFile(join(folder, 'mnist-mlp.yaml'), VALID);
  await mkdir(join(folder, 'empty'));
});
afterAll(() => rm(folder, { recursive: true }));

async function refusal(name: string, content?: Uint8Array | string): Promise<string> {
  const file = join(folder, name);
  if (content !== undefined) await writeFile(file, content);
  const error = await readText(file).catch((caught) => caught);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).exitCode).toBe(2);
  return (error as UserError).message.replaceAll(folder, 'F');
}

describe('a file that cannot be read as text', () => {
  it('is not there', async () => {
    expect(await refusal('mnist-mlp')).toBe(
      'F/mnist-mlp: there is no such file\n  hint: did you mean F/mnist-mlp.yaml?',
    );
    expect(await refusal('mnist_mpl.yaml')).toContain('did you mean F/mnist-mlp.yaml?');
    expect(await refusal('other.yaml')).toContain('the folder holds mnist-mlp.yaml');
    expect(await refusal('empty/x.yaml')).toBe('F/empty/x.yaml: there is no such file');
    expect(await refusal('mnist-mlp.yaml/x.yaml')).toContain('a part of the path is not a folder');
    expect(await refusal('a\0b')).toContain('is not a file name');
    expect(await refusal('x'.repeat(300))).toContain('the name is too long');
  });

  it('is a folder, a loop or something else', async () => {
    expect(await refusal('')).toContain(
      'is a folder, expected an experiment file\n  hint: it holds F/mnist-mlp.yaml',
    );
    expect(await refusal('empty')).toContain('it holds no .yaml files');
    await symlink('loop.yaml', join(folder, 'loop.yaml'));
    expect(await refusal('loop.yaml')).toContain('a symbolic link that leads to itself');
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    expect(await refusal('pipe.yaml')).toContain('is not a file');
  });

  it.each([
    [
      'UTF-16 with a mark',
      Buffer.from(`\ufeff${VALID}`, 'utf16le'),
      'found UTF-16, expected UTF-8\n  hint: save the file as UTF-8 text',
    ],
    ['UTF-16 without', Buffer.from(VALID, 'utf16le'), 'found UTF-16, expected UTF-8'],
    ['UTF-16, big end first', Buffer.from(VALID, 'utf16le').swap16(), 'found UTF-16, expected UTF-8'],
    [
      'binary',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff]),
      'found binary data, expected YAML text',
    ],
    ['a NUL', 'name: a\0b', 'binary.yaml:1:8: found binary data (a NUL character)'],
    ['Latin-1', Buffer.from('name: caf\xe9\n', 'latin1'), 'found bytes that are not UTF-8'],
    [
      'an escape character',
      'name: a\nseed: \x1b[31m1\n',
      'binary.yaml:2:7: found the control character U+001B',
    ],
    ['far too long', ' '.repeat(256_001), 'holds 256001 bytes, expected 256000 at most'],
  ])('is %s', async (_name, content, message) => {
    const said = await refusal('binary.yaml', content);
    expect(said).toContain(message);
    expect(said).not.toContain('\x1b');
    await rm(join(folder, 'binary.yaml'));
  });
});

it('takes UTF-8 with a byte order mark and Windows line ends', async () => {
  await writeFile(join(folder, 'bom.yaml'), `\ufeff${VALID.replaceAll('\n', '\r\n')}`);
  expect((await readText(join(folder, 'bom.yaml'))).startsWith('name: x\r\n')).toBe(true);
  await rm(join(folder, 'bom.yaml'));
});

const experiments = new URL('../../experiments/', import.meta.url).pathname;

describe.each((await readdir(experiments)).filter((name) => name.endsWith('.yaml')))(
  'experiments/%s',
  (name) => {
    it('loads, and resolves to itself', async () => {
      const loaded = await loadExperiment(join(experiments, name));
      expect(loaded.folder).toBe(experiments.replace(/\/$/, ''));
      expect(loaded.value.name).toBe(name.replace('.yaml', ''));
      const file = join(folder, name);
      await writeFile(file, toYaml(loaded.value));
      const again = await loadExperiment(file);
      expect(again.value).toEqual(loaded.value);
      expect(again.hash).toBe(loaded.hash);
    });
  },
);
