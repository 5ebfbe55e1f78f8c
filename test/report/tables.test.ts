import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../src/report/csv.js';
import { toMarkdown } from '../../src/report/markdown.js';

const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);
const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.record({
    columns: fc.array(fc.string({ minLength: 1 }), { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }),
  }),
);

describe('CSV', () => {
  it('is read back by csv-parse as what it was, but for the apostrophes that keep formulas out', () =>
    fc.assert(
      fc.property(table, ({ columns, rows }) => {
        const text = (one: unknown) =>
          typeof one === 'string' ? one.replace(/^(?=[=+\-@\t\r])/, "'") : String(one ?? '');
        const expected = [columns, ...rows].map((row) => row.map(text));
        const found: string[][] = parse(toCsv({ columns, rows }), {
          relax_column_count: true,
          skip_empty_lines: false,
        });
        // A line of one empty cell is an empty line.
        expect(found.map((row) => row.join('\u0000'))).toEqual(expected.map((row) => row.join('\u0000')));
      }),
    ));

  it('keeps negative numbers numbers', () => {
    expect(toCsv({ columns: ['a'], rows: [[-1.5], ['-1.5'], ['=1+1']] })).toBe("a\n-1.5\n'-1.5\n'=1+1\n");
  });
});

describe('Markdown', () => {
  it('has one line a row, whatever stands in the cells', () =>
    fc.assert(
      fc.property(table, ({ columns, rows }) => {
        const lines = toMarkdown({ columns, rows }, String).trimEnd().split('\n');
        expect(lines).toHaveLength(rows.length + 2);
        for (const line of lines) {
          expect(line.replaceAll('\\\\', '').match(/(?<!\\)\|/g)).toHaveLength(columns.length + 1);
        }
      }),
    ));

  it('puts numbers to the right', () => {
    const rows = [
      ['x|y', 0.25],
      ['<b>', null],
    ];
    expect(toMarkdown({ columns: ['name', 'loss'], rows }, (value) => value.toFixed(3))).toBe(
      '| name | loss |\n| --- | ---: |\n| x\\|y | 0.250 |\n| &lt;b> |  |\n',
    );
  });
});
