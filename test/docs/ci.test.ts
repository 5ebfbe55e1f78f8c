import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Parser } from '@oclif/core';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { commands } from '../../src/commands/index.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = join(root, 'docs', 'ci');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

/** Every text below a value. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

/** What bash makes of a line, in a checkout. */
function wordsOf(line: string): string[] {
  const script = `words() { printf '%s\\0' "$@"; }; ${line.replace('npx dlx', 'words')}`;
  const env = { ...process.env, BASE: 'origin/main', CI_MERGE_REQUEST_DIFF_BASE_SHA: 'c0ffee' };
  const { stdout, status } = spawnSync('bash', ['-uc', script], { cwd: root, encoding: 'utf8', env });
  expect(status).toBe(0);
  return stdout.split('\0').slice(0, -1);
}

describe.each(readdirSync(folder))('docs/ci/%s', (name) => {
  const [document, ...more] = parseAllDocuments(read(name));
  const lines = texts(document!.toJS()).filter((line) => /\bdlx\b/.test(line) && line.startsWith('npx '));

  test('is YAML without a mistake', () => {
    expect(more).toEqual([]);
    expect([...document!.errors, ...document!.warnings]).toEqual([]);
  });

  test('runs dlx as it can be run', async () => {
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      const [id, ...words] = wordsOf(line);
      const { args, flags, strict } = commands[id!]!;
      const parsed = await Parser.parse(words, { args, flags, strict });
      expect(parsed.argv).toContain('experiments/dense-classifier.yaml');
      expect(parsed.flags).toMatchObject({ junit: 'dlx-junit.xml' });
    }
    expect(lines.filter((line) => line.includes('--changed-since'))).toHaveLength(1);
  });

  test('takes what package-lock.json says, keeps records, and hands over the report when the check fails too', () => {
    expect(read(name)).toMatch(/npm ci\b/);
    expect(read(name)).toMatch(/(if: always\(\)|when: always)/);
    expect(read(name)).toMatch(/(path: runs$|paths: \[runs\/\])/m);
  });
});
