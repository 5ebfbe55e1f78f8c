import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepare } from '../../src/datasets/prepare.js';
import type { Options } from '../../src/experiment/part.js';
import { context, data, problemOf, scratch, source } from './support.js';

const files = scratch();
const alphabet = 'abcdefghijklmnopqrstuvwxyz'.repeat(40);

function splits(text: string, options: Options, given = {}) {
  const { part, options: full } = source('text', { path: files.put(text), max_tokens: 30, ...options });
  return prepare(part, full, data(given), context);
}

describe('text', () => {
  it('has rows in order, and what follows them', async () => {
    const { train, classes } = await splits('abcabcabca', { sequence_length: 3 });
    // All three letters are equally frequent but for one a: a, then the last in order first.
    expect(classes).toEqual(['', '[UNK]', 'a', 'c', 'b']);
    expect(train.x).toEqual({
      shape: [3, 3],
      dtype: 'int32',
      data: Int32Array.of(2, 4, 3, 2, 4, 3, 2, 4, 3),
    });
    expect(Array.from(train.y.data)).toEqual([4, 3, 2, 4, 3, 2, 4, 3, 2]);
    const next = await splits('abcabcabca', { sequence_length: 3, target: 'next', sequence_stride: 2 });
    expect(next.train.x.shape).toEqual([4, 3]);
    expect(next.train.y.shape).toEqual([4]);
    expect(Array.from(next.train.y.data, (token) => next.classes![token])).toEqual(['a', 'c', 'b', 'a']);
  });

  it('gives the text back', async () => {
    const text = 'Call me Ishmael. Some years ago\nnever mind \u{1f433} how long precisely. ';
    const { train, classes } = await splits(text, { sequence_length: 8, max_tokens: 40 });
    const read = Array.from(train.x.data, (token) => classes![token]).join('');
    expect(read).toBe([...text].slice(0, read.length - 1).join(''));
    expect(read.length).toBeGreaterThan(50);
  });

  it.each([
    [10, undefined],
    [10, 1],
    [7, 3],
  ])('length %i, stride %s: splits follow each other and share no token', async (length, stride) => {
    const text = Array.from({ length: 1000 }, (_, i) => `w${i}`).join(' ');
    const { train, validation, test, classes } = await splits(
      text,
      {
        split: 'whitespace',
        sequence_length: length,
        max_tokens: 2000,
        ...(stride !== undefined && { sequence_stride: stride }),
      },
      { split: { validation: 0.1, test: 0.1, stratify: false } },
    );
    const words = (part: typeof train) =>
      [...part.x.data, ...part.y.data].map((token) => Number(classes![token]!.slice(1)));
    const last = Math.max(...words(train));
    // The vocabulary is that of the training split: whatever stands behind it is unknown.
    expect(last).toBeGreaterThan(700);
    expect(classes!.length).toBe(2 + last + 1);
    for (const part of [validation!, test!]) {
      expect([...new Set([...part.x.data, ...part.y.data])]).toEqual([1]);
    }
    const rows = [train, validation!, test!].map(({ x }) => x.shape[0]!);
    const every = stride ?? length;
    const gap = Math.ceil((length + 1) / every) - 1;
    expect(rows.reduce((sum, count) => sum + count, 0) + 2 * gap).toBe(
      Math.floor((999 - length) / every) + 1,
    );
  });

  it('keeps the most frequent tokens', async () => {
    const { classes, train } = await splits(`${'a'.repeat(9)}${'b'.repeat(5)}cd`, {
      sequence_length: 3,
      max_tokens: 4,
    });
    expect(classes).toEqual(['', '[UNK]', 'a', 'b']);
    expect(Math.max(...train.y.data)).toBe(3);
    expect(train.y.data.at(-1)).toBe(1);
  });

  it('reads files in the order of the numbers in their names', async () => {
    for (const i of [10, 9, 2, 1, 11]) files.put(`${i};`, `part_${i}.txt`);
    files.put('not me', 'part_3.json');
    const { train, classes } = await splits('', {
      path: join(files.folder, 'part_*.txt'),
      sequence_length: 11,
    });
    const read = Array.from(train.x.data, (token) => classes![token]).join('');
    expect(read).toBe('1;2;9;10;11');
  });

  it('refuses what is too short, missing or no text', async () => {
    const refuse = async (text: string | Uint8Array, options: Options = {}) => {
      const given = { path: files.put(text), max_tokens: 9, sequence_length: 5, ...options };
      const one = source('text', given);
      const [a, b] = [await problemOf(() => one.read()), await problemOf(() => one.describe())];
      expect(a.problems).toEqual(b.problems);
      return a.problems[0]!;
    };
    expect((await refuse('short')).message).toContain('has 5 tokens, expected at least 6');
    expect((await refuse(Buffer.from('\xe4bcdefgh', 'latin1'))).message).toBe('is not UTF-8 text');
    expect(await refuse('', { path: join(files.folder, 'none_*.txt') })).toMatchObject({
      key: 'data.dataset.text.path',
      message: expect.stringContaining('is named none_*.txt'),
    });
    expect(await refuse('', { path: 'nowhere/*.txt' })).toMatchObject({ key: 'data.dataset.text.path' });
    const latin = source('text', {
      path: files.put(Buffer.from('\xe4bcdefgh', 'latin1')),
      encoding: 'latin1',
      max_tokens: 20,
      sequence_length: 5,
    });
    expect((await latin.read()).classes).toContain('ä');
    expect(
      (
        await problemOf(() =>
          splits(alphabet, { sequence_length: 9 }, { split: { test: 0.1, stratify: true } }),
        )
      ).problems[0],
    ).toMatchObject({ key: 'data.split.stratify' });
  });
});

describe('text_directory', () => {
  const mails = join(files.folder, 'mails');
  const put = (folder: string, texts: string[]) => {
    mkdirSync(join(mails, folder), { recursive: true });
    for (const [i, text] of texts.entries()) files.put(text, join('mails', folder, `${i}.txt`));
  };
  put('ham-1', ['From: a\n\nlunch today?', 'no header']);
  put('ham-2', ['From: b\n\nthe report, the numbers\n\nmore']);
  put('spam', ['To: c\n\nbuy BUY buy', 'From: d\n\nfree money']);
  const CLASSES = [
    { name: 'spam', folders: ['spam'] },
    { name: 'ham', folders: ['ham-*'] },
  ];
  const mail = (options: Options) =>
    source('text_directory', {
      folder: mails,
      max_tokens: 20,
      output_sequence_length: 3,
      ...options,
    });

  it('has a class for each folder, or those that are named, in the order given', async () => {
    const plain = await mail({}).read();
    expect(plain.classes).toEqual(['ham-1', 'ham-2', 'spam']);
    expect(Array.from(plain.train.y.data)).toEqual([0, 0, 1, 2, 2]);
    const named = await mail({ classes: CLASSES }).read();
    expect(named.classes).toEqual(['spam', 'ham']);
    expect(Array.from(named.train.y.data)).toEqual([0, 0, 1, 1, 1]);
    expect((await mail({ classes: CLASSES }).describe()).rows).toEqual({ train: 5 });
  });

  it('leaves out what stands before a mark', async () => {
    const counts = async (options: Options) => {
      const { train } = await mail({
        classes: CLASSES,
        output_mode: 'count',
        output_sequence_length: undefined,
        ...options,
      }).read();
      const rows = train.x.shape[0]!;
      return Array.from({ length: rows }, (_, row) =>
        Array.from(train.x.data.slice(row * 20, (row + 1) * 20)).reduce((sum, count) => sum + count, 0),
      );
    };
    expect(await counts({})).toEqual([5, 4, 4, 2, 7]);
    expect(await counts({ skip_until: '\n\n' })).toEqual([3, 2, 2, 2, 5]);
  });

  it('learns its words from the training split only', async () => {
    const { part, options } = mail({ classes: CLASSES, max_tokens: 1000, output_sequence_length: 4 });
    const given = data({ split: { test: 0.4, stratify: true } });
    for (let seed = 0; seed < 5; seed++) {
      const { train, test } = await prepare(part, options, given, { ...context, seed });
      expect([...train.x.data].filter((token) => token === 1)).toEqual([]);
      expect([...test!.x.data].filter((token) => token === 1).length).toBeGreaterThan(0);
    }
  });

  it('refuses folders that are not there, are in two classes, or hold no texts', async () => {
    const refuse = async (options: Options) => (await problemOf(() => mail(options).describe())).problems[0]!;
    expect(await refuse({ folder: 'nowhere' })).toMatchObject({ key: 'data.dataset.text_directory.folder' });
    const unknown = [CLASSES[0]!, { name: 'x', folders: ['ham-1', 'sp*m2'] }];
    expect(await refuse({ classes: unknown })).toMatchObject({
      key: 'data.dataset.text_directory.classes[1].folders[1]',
    });
    const twice = [...CLASSES, { name: 'all', folders: ['*'] }];
    expect((await refuse({ classes: twice })).message).toContain('belongs to ham and to all');
    expect((await refuse({ files: '*.eml' })).message).toContain('is named *.eml');
    expect(await refuse({ output_sequence_length: undefined })).toMatchObject({
      key: 'data.dataset.text_directory',
    });
    expect((await refuse({ folder: join(mails, 'spam') })).message).toContain('has no folders');
  });
});
