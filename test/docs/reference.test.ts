import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { referencePages } from '../../scripts/docs.js';
import { tables } from '../../src/tables.js';

const folder = new URL('../../docs/reference/', import.meta.url);
const pages = referencePages();

test('the committed pages are those that the tables make: run `npm run build` after a change', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(pages).sort());
  for (const [file, text] of Object.entries(pages)) {
    expect(readFileSync(new URL(file, folder), 'utf8'), file).toBe(text);
  }
});

test('every part of every table is there with each of its options', () => {
  const all = Object.values(pages).join('\n');
  for (const parts of Object.values(tables)) {
    for (const { name, summary, options } of parts) {
      const begin = all.indexOf(`\n## ${name}\n\n${summary}`);
      expect(begin, name).toBeGreaterThan(0);
      const section = all.slice(begin + 4, all.indexOf('\n## ', begin + 4));
      for (const option of Object.keys(options.properties)) expect(section).toContain(`| \`${option}\` |`);
    }
  }
});

test('rows have as many cells as their head', () => {
  for (const [file, text] of Object.entries(pages)) {
    let width = 0;
    for (const line of text.split('\n')) {
      const cells = line.startsWith('|') ? line.split(/(?<!\\)\|/).length : 0;
      if (width > 0 && cells > 0) expect(cells, `${file}: ${line}`).toBe(width);
      width = cells;
    }
  }
});
