import { describe, expect, test } from 'vitest';
import { diffText } from '../../src/commands/present/diff.js';
import { diffMarkdown } from '../../src/commands/present/diff-md.js';
import { verificationText } from '../../src/commands/present/verify.js';
import type { Diff } from '../../src/compare/diff/diff.js';
import type { Side } from '../../src/compare/diff/sides.js';
import { firstRecord } from '../../src/runs/start.js';
import type { Verification } from '../../src/verify/verification.js';
import { experimentOf, startOf } from '../runs/made.js';

const same: Verification = {
  id: 'run',
  identical: true,
  epochs: 5,
  compared: 5,
  differing: [],
  final: [],
  conditions: [],
  notes: [],
};

describe('a verification', () => {
  test('identical', () => {
    expect(verificationText(same)).toMatchInlineSnapshot(`
      "
      run: identical
      replayed 5 of 5 epochs: weights and metrics are the same to the last bit"
    `);
  });

  test('not identical: values in full, what decides, how to compute as before', () => {
    const condition = { before: null, now: null };
    const found: Verification = {
      ...same,
      identical: false,
      compared: 5,
      differing: [
        {
          epoch: 3,
          values: [
            { name: 'weights_hash', recorded: 'ab'.repeat(32), replayed: 'cd'.repeat(32) },
            { name: 'loss', recorded: 0.1, replayed: 0.1 + 2 ** -54 },
            { name: 'val_loss', recorded: null, replayed: 2 },
          ],
        },
        { epoch: 4, values: [] },
        { epoch: 5, values: [] },
      ],
      final: [{ name: 'test.accuracy', recorded: 0.5, replayed: 0.75 }],
      conditions: [
        { key: 'version of onnxruntime-web', before: '1.30.0', now: null, decisive: true },
        { key: 'version of onnxruntime-node', ...condition, now: '1.30.0', decisive: true },
        { key: 'cpu', before: 'Old CPU', now: 'New CPU', decisive: false },
      ],
      notes: ['epochs after 5 are not compared'],
    };
    expect(verificationText(found)).toMatchInlineSnapshot(`
      "
      run: NOT identical
      replayed 5 of 5 epochs: epoch 3 is the first that differs

      epoch 3        recorded              replayed   difference
      weights_hash   abababab              cdcdcdcd
      loss                0.1   0.10000000000000006     +5.6e-17
      val_loss              -                     2
      also epochs 4, 5

      final           recorded   replayed   difference
      test.accuracy        0.5       0.75      +2.5e-1

      not as it was                 recorded       now
      version of onnxruntime-web      1.30.0         -           decides
      version of onnxruntime-node          -    1.30.0           decides
      cpu                            Old CPU   New CPU   does not matter

      note: epochs after 5 are not compared

      hint: DLX_ONNXRUNTIME=web computes as the run did"
    `);
  });

  test('that nothing explains says so', () => {
    const final = [{ name: 'test.loss', recorded: 1, replayed: 2 }];
    const cpu = { key: 'cpu', before: 'Old CPU', now: 'New CPU', decisive: false };
    const text = verificationText({ ...same, identical: false, final, conditions: [cpu] });
    expect(text).toMatch(/all are the same, but not the final metrics/);
    expect(text).toMatch(/nothing differs that numbers depend on/);
  });
});

describe('a difference', () => {
  const record = firstRecord(
    'run-a',
    startOf('a'),
    { commit: 'c0ffee', dirty: false },
    { date: new Date(0), tick: 0 },
  );
  const side = (name: string): Side => ({
    name,
    experiment: experimentOf('a'),
    folder: '.',
    run: { folder: 'runs/a', record: { ...record, id: name, status: 'completed', epochs: 5 } },
  });
  const found: Diff = {
    config: [
      {
        key: 'architecture.dropout',
        kind: 'added',
        path: [],
        shown: { after: `{Dropout: {rate: ${'1'.repeat(200)}}}` },
      },
      { key: 'metrics', kind: 'removed', path: [], shown: { before: 'a|b' } },
      { key: 'seed', kind: 'changed', path: [], shown: { before: '1', after: '2' } },
    ],
    renamed: Array.from({ length: 7 }, (_, i) => ({ before: `dense_${i + 1}`, after: `dense_${i + 2}` })),
    metadata: [{ key: 'name', kind: 'changed', path: [], shown: { before: 'a\u001b[2J', after: 'b' } }],
    runs: {
      code: [{ key: 'git commit', before: 'c0ffee00', now: 'deadbeef', decisive: false }],
      commits: { onlyA: 0, onlyB: 3 },
      data: [{ key: 'data', before: 'sha256 1', now: 'sha256 2', decisive: true }],
      rows: [
        { split: 'train', before: 100, after: 90 },
        { split: 'validation', after: 10 },
      ],
      environment: [{ key: 'threads', before: '1', now: '2', decisive: true }],
      final: [
        { name: 'test.accuracy', before: 0.5, after: 0.75, difference: 0.25, better: true },
        { name: 'test.loss', before: null, after: 2 },
        { name: 'test.mae', after: 2 },
      ],
      best: [],
    },
  };
  const curves = [
    {
      name: 'val_loss',
      sides: [
        { epochs: [1, 2], values: [2, 1] },
        { epochs: [1, 2], values: [3, 2] },
      ],
    },
  ];

  test('for a terminal', () => {
    const pipe = {} as NodeJS.WriteStream;
    const text = diffText(side('run-a'), side('run-b'), found, curves, pipe, { LANG: 'C' });
    expect(text).toMatchInlineSnapshot(`
      "a  run-a  completed, 5 epochs
      b  run-b  completed, 5 epochs

      config
        + architecture.dropout: {Dropout: {rate: 11111111111111111111111111111111111111111111111111111111111111111111111111111111111...
        - metrics: a|b
        ~ seed: 1 -> 2
          layers with other names: dense_1 -> dense_2, dense_2 -> dense_3, dense_3 -> dense_4, dense_4 -> dense_5, dense_5 -> dense_6 and 2 more

      metadata, on which no number depends
        ~ name: a [2J -> b

      code
        ~ git commit: c0ffee00 -> deadbeef
          b is 3 commits after a

      data
        ~ data: sha256 1 -> sha256 2
        rows: train 100 -> 90, validation none -> 10

      environment
        ~ threads: 1 -> 2

      metrics at the end
                             a        b   difference
        test.accuracy   0.5000   0.7500      +0.2500   better
        test.loss            -   2.0000
        test.mae             -   2.0000

      val_loss   * a   o b
         ^
      3.0+oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo
         |                                                                       o
         |                                                                       o
      2.5+                                                                       o
         |                                                                       o
         |                                                                       o
      2.0+***********************************************************************oo
         |                                                                       *
         |                                                                       *
         |                                                                       *
      1.5+                                                                       *
         |                                                                       *
         |                                                                       *
      1.0+                                                                       **
         ++-----------------------------------------------------------------------+>
          1                                                                       2"
    `);
    expect(text).toMatch(/^[\n -~]+$/);
  });

  test('for a pull request', () => {
    expect(diffMarkdown(side('run-a'), side('run-b'), found, [])).toMatchInlineSnapshot(`
      "|  | experiment |
      | --- | --- |
      | a | run-a  completed, 5 epochs |
      | b | run-b  completed, 5 epochs |

      ### Config

      |  | key | a | b |
      | --- | --- | --- | --- |
      | added | architecture.dropout |  | {Dropout: {rate: 11111111111111111111111111111111111111111111111111111111111111111111111111111111111... |
      | removed | metrics | a\\|b |  |
      | changed | seed | 1 | 2 |

      Layers with other names: dense_1 -> dense_2, dense_2 -> dense_3, dense_3 -> dense_4, dense_4 -> dense_5, dense_5 -> dense_6 and 2 more

      ### Metadata, on which no number depends

      |  | key | a | b |
      | --- | --- | --- | --- |
      | changed | name | a [2J | b |

      ### Code

      | key | a | b |
      | --- | --- | --- |
      | git commit | c0ffee00 | deadbeef |

      b is 3 commits after a

      ### Data

      | key | a | b |
      | --- | --- | --- |
      | data | sha256 1 | sha256 2 |

      rows: train 100 -> 90, validation none -> 10

      ### Environment

      | key | a | b |
      | --- | --- | --- |
      | threads | 1 | 2 |

      ### Metrics at the end

      | metric | a | b | difference |  |
      | --- | --- | --- | --- | --- |
      | test.accuracy | 0.5000 | 0.7500 | +0.2500 | better |
      | test.loss | - | 2.0000 |  |  |
      | test.mae | - | 2.0000 |  |  |
      "
    `);
  });
});
