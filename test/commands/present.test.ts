import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coloured, uncoloured } from '../../src/commands/present/colour.js';
import { columns } from '../../src/commands/present/columns.js';
import { formatBytes, formatFlops, modelTable } from '../../src/commands/present/model.js';
import { runSummary } from '../../src/commands/present/summary.js';
import { validationJson, validationReport } from '../../src/commands/present/validation.js';
import type { Summary } from '../../src/model/summary.js';
import type { RunRecord } from '../../src/runs/index.js';
import { firstRecord } from '../../src/runs/start.js';
import { startOf } from '../runs/made.js';

function recordOf(id: string, more: Partial<RunRecord>): RunRecord {
  const clock = { date: new Date(0), tick: 0 };
  const record = firstRecord(id, startOf('mnist-mlp'), { commit: null, dirty: null }, clock);
  return { ...record, status: 'completed', epochs: 5, times: { ...record.times, seconds: 4.61 }, ...more };
}

describe("a run's end", () => {
  const now = recordOf('now', {
    metrics: {
      final: {
        train: { loss: 0.0432, accuracy: 0.9871 },
        validation: { loss: null },
        test: { loss: 0.0801, accuracy: 0.9764 },
      },
      best: {},
    },
    expect: [
      { metric: 'test.accuracy', value: 0.97, min: 0.97, max: null, pass: true },
      { metric: 'test.loss', value: 0.08004, min: null, max: 0.08, pass: false },
      { metric: 'validation.loss', value: null, min: 0, max: 1, pass: false },
    ],
  });
  const before = recordOf('before', {
    metrics: {
      final: { train: { loss: 0.05, accuracy: 0.9871 }, test: { loss: 0.08, accuracy: 0.98 } },
      best: {},
    },
  });

  test('the first run of its name', () => {
    expect(runSummary({ ...now, expect: [] }, 'runs/now')).toMatchInlineSnapshot(`
      "
      mnist-mlp: completed, 5 epochs in 4.61 s

                        this run
      train loss          0.0432
      train accuracy      0.9871
      validation loss          -
      test loss           0.0801
      test accuracy       0.9764

      record: runs/now"
    `);
  });

  test('beside the run before it, with expectations', () => {
    expect(runSummary(now, 'runs/now', before)).toMatchInlineSnapshot(`
      "
      mnist-mlp: completed, 5 epochs in 4.61 s

                        this run   previous   difference
      train loss          0.0432     0.0500      -0.0068
      train accuracy      0.9871     0.9871            =
      validation loss          -          -
      test loss           0.0801     0.0800      +0.0001
      test accuracy       0.9764     0.9800      -0.0036
      previous: before

      expect test.accuracy min 0.97: found 0.9700, ok
      expect test.loss max 0.08: found 0.08004, FAILED
      expect validation.loss min 0, max 1: found no finite value, FAILED

      record: runs/now"
    `);
  });

  test('a run that was interrupted before its first epoch ended has no metrics to show', () => {
    const none = recordOf('none', { status: 'interrupted', epochs: 0 });
    expect(runSummary(none, 'runs/none', before).split('\n')).toEqual([
      '',
      'mnist-mlp: interrupted, 0 epochs in 4.61 s',
      '',
      'record: runs/none',
      `go on with: dlx resume ${none.id}`,
    ]);
  });

  test('colours add nothing but colour', () => {
    const colours = coloured({ isTTY: true }, { TERM: 'xterm' });
    const text = runSummary(now, 'runs/now', before, colours);
    expect(text).toContain('\u001b[32m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours
    expect(text.replace(/\u001b\[\d+m/g, '')).toBe(runSummary(now, 'runs/now', before));
  });

  test.each([
    [{ isTTY: true }, { TERM: 'xterm', CI: 'true' }],
    [{ isTTY: false }, {}],
    [{ isTTY: true }, { NO_COLOR: '1' }],
    [{ isTTY: true }, { TERM: 'dumb' }],
  ])('no colours for %j %j', (stream, env) => {
    expect(coloured(stream, env)).toBe(uncoloured);
  });
});

test('columns are aligned, whatever the cells', () => {
  const cell = fc.stringMatching(/^[a-z0-9.]{1,12}$/);
  const rows = fc
    .integer({ min: 1, max: 5 })
    .chain((n) => fc.array(fc.array(cell, { minLength: n, maxLength: n }), { minLength: 1 }));
  fc.assert(
    fc.property(rows, (table) => {
      const lines = columns(table);
      if (table[0]!.length > 1) expect(new Set(lines.map((line) => line.length)).size).toBe(1);
      expect(lines.map((line) => line.split(/\s+/))).toEqual(table);
    }),
  );
});

describe('a model', () => {
  const chain: Summary = {
    name: 'mnist-mlp',
    layers: [
      { name: 'flatten', type: 'Flatten', output: [784], parameters: 0, inputs: ['input'] },
      { name: 'dense', type: 'Dense', output: [128], parameters: 100_480, inputs: ['flatten'] },
      { name: 'dense_1', type: 'Dense', output: [10], parameters: 1290, inputs: ['dense'] },
    ],
    total: 101_770,
    trainable: 101_770,
    nonTrainable: 0,
    flopsPerStep: 39_147_000,
    memoryPerStep: 1_500_000,
    batchSize: 64,
  };

  test('a chain', () => {
    expect(modelTable(chain)).toMatchInlineSnapshot(`
      "Model: "mnist-mlp"
      ┌───────────────────┬──────────────┬─────────┐
      │ Layer (type)      │ Output Shape │ Param # │
      ├───────────────────┼──────────────┼─────────┤
      │ flatten (Flatten) │ (None, 784)  │       0 │
      ├───────────────────┼──────────────┼─────────┤
      │ dense (Dense)     │ (None, 128)  │ 100,480 │
      ├───────────────────┼──────────────┼─────────┤
      │ dense_1 (Dense)   │ (None, 10)   │   1,290 │
      └───────────────────┴──────────────┴─────────┘
       Total params: 101,770 (397.54 KB)
       Trainable params: 101,770 (397.54 KB)
       Non-trainable params: 0 (0 B)
       Training step of 64: 39.15 MFLOPs, 1.43 MB of memory"
    `);
  });

  test('a graph shows what each layer is connected to', () => {
    const sum = { name: 'add', type: 'Add', output: [10], parameters: 0, inputs: ['dense', 'dense_1'] };
    const lines = modelTable({ ...chain, layers: [...chain.layers, sum] }).split('\n');
    expect(lines.find((line) => line.includes('Connected to'))).toBeDefined();
    expect(lines.find((line) => line.includes('add (Add)'))).toContain('dense, dense_1');
  });

  test('sizes as Keras prints them', () => {
    // keras.utils.summary_utils.readable_memory_size(407080) is 397.54 KB
    expect([0, 1023, 407_080, 5 * 1024 ** 3].map(formatBytes)).toEqual([
      '0 B',
      '1023 B',
      '397.54 KB',
      '5.00 GB',
    ]);
    expect([12, 39_147_000].map(formatFlops)).toEqual(['12 FLOPs', '39.15 MFLOPs']);
  });
});

describe('a validation report', () => {
  const problem = {
    file: 'b.yaml',
    line: 3,
    column: 7,
    key: 'loss',
    message: 'found mze',
    source: 'loss: mze',
    hint: 'did you mean mse?',
  };

  test('what is right and what is wrong', () => {
    const checked = [
      { file: 'a.yaml', problems: [] },
      { file: 'b.yaml', problems: [problem, { message: 'a cycle' }] },
    ];
    expect(validationReport(checked)).toMatchInlineSnapshot(`
      {
        "right": "a.yaml: valid",
        "wrong": "b.yaml:3:7: loss: found mze
        3 | loss: mze
                  ^
        hint: did you mean mse?
      b.yaml: a cycle
      2 problems in 1 of 2 files",
      }
    `);
    expect(validationJson(checked).map(({ valid }) => valid)).toEqual([true, false]);
  });

  test('one file', () => {
    expect(validationReport([{ file: 'a.yaml', problems: [] }])).toEqual({
      right: 'a.yaml: valid',
      wrong: '',
    });
    expect(validationReport([{ file: 'b.yaml', problems: [problem] }]).wrong).toMatch(/\n1 problem$/);
  });
});
