import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/datasets/files/csv.js';
import { withFile } from '../../src/datasets/files/file.js';
import { fixtures, floats, ints, oracle, problemOf, scratch, source } from './support.js';

const files = scratch();
const text = readFileSync(join(fixtures, 'table.csv'), 'utf8');

describe('csv', () => {
  it.each([
    ['table.csv', {}],
    ['excel.csv', { delimiter: ';' }],
  ])('%s has the numbers that pandas reads', async (path, more) => {
    const options = { path, target: 'grade', features: ['length', 'width'], ...more };
    const { train } = await source('csv', options).read();
    expect(Array.from(train.x.data)).toEqual(oracle.table.x.data);
    expect(train.x.shape).toEqual(oracle.table.x.shape);
    expect(train.y).toEqual(floats([8], oracle.table.grade));
    const classes = await source('csv', { ...options, target_type: 'classes' }).read();
    expect(classes.train.y).toEqual(ints([8], oracle.table.grade_numbers));
    expect(classes.classes).toEqual(oracle.table.grades.map(String));
  });

  it('numbers text classes in the order of their code units', async () => {
    const options = { path: 'table.csv', target: 'kind, in words', features: ['width'] };
    const { classes, train } = await source('csv', options).read();
    expect(classes).toEqual(['B', 'a', 'b', 'the "c"', 'two\nlines', 'ä']);
    expect(Array.from(train.y.data)).toEqual([2, 1, 0, 1, 5, 3, 4, 2]);
  });

  it.each([
    ['0, 1, 2 without a gap are classes', [1, 0, 2, 1], 'int32', 3],
    ['a gap makes them values', [0, 2, 3], 'float32', undefined],
    ['so does a fraction', [0, 1, 1.5], 'float32', undefined],
    ['and a number below 0', [0, 1, -1], 'float32', undefined],
  ])('numbers as a target: %s', async (_about, targets, dtype, classCount) => {
    const path = files.put(`x,t\n${targets.map((t) => `1,${t}`).join('\n')}\n`);
    const read = await source('csv', { path, target: 't' }).read();
    expect(read.train.y.dtype).toBe(dtype);
    expect(Array.from(read.train.y.data)).toEqual(targets);
    expect(read.classCount).toBe(classCount);
  });

  it('takes every column but the target, in order', async () => {
    const path = files.put('a,t,b\n1,x,2\n3,y,4\n');
    const { train } = await source('csv', { path, target: 't' }).read();
    expect(train.x).toEqual(floats([2, 2], [1, 2, 3, 4]));
  });

  it('reads the same with and without quotes, which take another way', async () => {
    const cell = fc.stringMatching(/^[a-z .0-9]{0,6}$/);
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      );
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), fc.boolean(), async (rows, end, last) => {
        const header = rows[0]!.map((_, i) => `c${i}`);
        const write = (quote: string) =>
          [header, ...rows].map((cells) => cells.map((each) => quote + each + quote).join()).join(end) +
          (last ? end : '');
        const read = (text: string) =>
          withFile({ path: files.put(text, 'quotes.csv'), key: '' }, (open) => readTable(open, ','));
        expect(await read(write(''))).toEqual(await read(write('"')));
      }),
      { numRuns: 50 },
    );
  });

  it('reads the head of a long file, whatever stands at the first cut', async () => {
    const long = `x,t\n1,"${'line\n'.repeat(40_000)}"\n`;
    const spec = await source('csv', {
      path: files.put(`${long}${'2,b\n'.repeat(50_000)}`),
      target: 't',
    }).describe();
    expect(spec.y).toEqual({ shape: [], dtype: 'int32' });
    expect((await source('csv', { path: files.put('x,t\n1,2.5'), target: 't' }).describe()).y.dtype).toBe(
      'float32',
    );
  });

  const refuse = async (content: string | Uint8Array, options = {}) => {
    const error = await problemOf(() =>
      source('csv', { path: files.put(content), target: 't', ...options }).read(),
    );
    return error.problems[0]!;
  };

  it.each([
    ['empty', '', 'is empty', undefined],
    ['blank lines only', '\n\n\n', 'is empty', undefined],
    ['a header only', 'a,t\n', 'has a header only', undefined],
    ['ragged', 'a,t\n1,2\n3\n', 'has 1 cells, expected 2', 3],
    ['too many cells', 'a,t\n1,2,3\n', 'has 3 cells, expected 2', 2],
    ['text', 'a,b,t\n1,2,3\n\n1,dog,3\n', 'column "b" has "dog", expected a finite number', 4],
    ['nothing', 'a,b,t\n1,2,3\n1,,3\n', 'column "b" has nothing, expected a finite number', 3],
    ['NaN', 'a,t\nNaN,2\n', 'column "a" has "NaN" (a missing value)', 2],
    ['NA', 'a,t\n1,2\nNA,2\n', 'column "a" has "NA" (a missing value)', 3],
    ['infinity', 'a,t\n-Infinity,2\n', 'column "a" has "-Infinity"', 2],
    ['too large', 'a,t\n1e39,2\n', 'column "a" has 1e39, which is too large for float32', 2],
    ['hexadecimal', 'a,t\n0x10,2\n', 'column "a" has "0x10"', 2],
    ['text among numbers in the target', 'a,t\n1,2\n1,dog\n', 'column "t" has "dog"', 3],
    ['no class', 'a,t\n1,dog\n1,\n', 'column "t" has nothing, expected a class', 3],
    ['two columns of one name', 'a,a,t\n1,2,3\n', 'has two columns named "a"', 1],
    ['an open quote', 'a,t\n1,"2\n3,4\n', 'Quote Not Closed', 3],
    ['a carriage return alone between lines', 'a,t\r1,2\r3,x\r', 'column "t" has "x"', 3],
    ['the target alone', 't\n1\n', 'has no column but the target', 1],
    ['UTF-16', Buffer.from('\ufeffa,t\n1,2\n', 'utf16le'), 'UTF-16', undefined],
    ['Latin-1', Buffer.from('a,t\n1,\xe4\n', 'latin1'), 'is not UTF-8', undefined],
  ])('refuses: %s', async (_, content, message, line) => {
    const problem = await refuse(content);
    expect(problem.message).toContain(message);
    expect(problem.line).toBe(line);
    expect(problem.file).toMatch(/file-\d+$/);
  });

  it('counts the lines of quoted cells', async () => {
    expect((await refuse('a,b,t\n1,"2",3\n1,"x\ny",3\n')).line).toBe(4);
  });

  it('names a column that is not there, and the nearest one', async () => {
    const target = await refuse(text, { target: 'Grades' });
    expect(target).toMatchObject({ key: 'data.dataset.csv.target', hint: 'did you mean "grade"?' });
    const feature = await refuse(text, { target: 'grade', features: ['length', 'weight'] });
    expect(feature).toMatchObject({ key: 'data.dataset.csv.features[1]' });
    expect((await refuse(text, { target: 'grade', features: ['grade'] })).message).toContain(
      'is the target "grade"',
    );
    // Of one letter, any other is as near.
    expect((await refuse('a,b,t\n1,2,3\n', { target: 'x' })).hint).toBeUndefined();
  });

  it.each([';', '\t', '|'])('knows a file whose columns stand between %o', async (delimiter) => {
    const { hint } = await refuse(`a,b,t\n1,2,3\n`.replaceAll(',', delimiter));
    expect(hint).toBe(
      `the columns stand between other characters: set delimiter: ${JSON.stringify(delimiter)}`,
    );
  });
});
