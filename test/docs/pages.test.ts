import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.js';
import { SIGNALS } from '../../src/commands/signals.js';
import { spoken } from '../../src/commands/usage.js';
import { EXIT } from '../../src/errors.js';
import { parseExperiment } from '../../src/experiment/index.js';
import { checkModel } from '../../src/model/check.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const pages = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(docs\/.+|[^/]+)\.md$/.test(file))
  .sort();
const read = (file: string) => readFileSync(join(root, file), 'utf8');

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    (match) => match[1]!,
  );
}

/** As GitHub makes them from headings. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe.each(pages)('%s', (page) => {
  test('links lead somewhere', () => {
    for (const [, target = ''] of read(page).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target)) continue;
      const [file = '', anchor] = target.split('#');
      const path = file === '' ? page : join(dirname(page), file);
      expect(existsSync(join(root, path)), `${target} in ${page}`).toBe(true);
      if (anchor) expect(anchors(read(path)), `${target} in ${page}`).toContain(anchor);
    }
  });

  test('files that it names are there', () => {
    const names = [...read(page).matchAll(/`((?:src|test|scripts|assembly|schemas|docs|bench)\/[\w./-]*)`/g)];
    for (const [, name = ''] of names) expect(existsSync(join(root, name)), name).toBe(true);
  });

  test('whole experiments are valid', () => {
    for (const text of blocks(read(page), 'yaml').filter((block) => /^name:/m.test(block))) {
      const { value } = parseExperiment(text, { file: page, folder: root });
      const { classes, x } = SHAPES[value.name]!;
      const data = {
        x: { shape: x, dtype: 'float32' as const },
        y: { shape: [], dtype: 'int32' as const },
        classCount: classes,
        hasValidation: value.data.split?.validation !== undefined,
        hasTest: true,
      };
      expect(checkModel(value, data).problems).toEqual([]);
    }
  });
});

/** What the sources of the pages' experiments hold. */
const SHAPES: { readonly [name: string]: { readonly x: number[]; readonly classes: number } } = {
  'mnist-mlp': { x: [28, 28], classes: 10 },
  iris: { x: [4], classes: 3 },
  residual: { x: [20], classes: 3 },
  shifted: { x: [28, 28], classes: 10 },
  'mnist-resnet20': { x: [28, 28], classes: 10 },
};

describe('commands.md', () => {
  const text = read('docs/commands.md');

  test('has every command and flag', () => {
    for (const [name, command] of Object.entries(commands)) {
      const start = text.search(new RegExp(`^## dlx ${spoken(name)}( |$)`, 'm'));
      const section = start < 0 ? '' : text.slice(start, text.indexOf('\n## ', start));
      expect(section).not.toBe('');
      for (const flag of Object.keys(command.flags)) expect(section, name).toContain(`--${flag}`);
    }
  });

  test('has every exit code', () => {
    const rows = text.slice(text.indexOf('## Exit codes'), text.indexOf('## Environment'));
    for (const code of [...Object.values(EXIT), ...Object.values(SIGNALS)]) {
      expect(rows).toMatch(new RegExp(`^\\| [^|]*\\b${code}\\b[^|]* \\|`, 'm'));
    }
  });

  test('has every environment variable that the sources read', () => {
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => read(join('src', file)))
      .join('\n');
    const found = [...sources.matchAll(/(?:process\.env|\benv)\.([A-Z\d_]+)|env: '([A-Z\d_]+)'/g)];
    const names = new Set(found.map((match) => (match[1] ?? match[2])!));
    names.delete('TERM');
    expect(names.size).toBeGreaterThan(4);
    for (const name of names) expect(text, name).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
  });
});
