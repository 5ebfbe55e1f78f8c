import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript
import { ensure } from '../../scripts/debian.mjs';
import { annotations } from '../../src/check/annotations.js';
import { spreadOf } from '../../src/check/baseline.js';
import { judgeRuns } from '../../src/check/gates.js';
import { junitReport } from '../../src/check/junit.js';
import { checkMarkdown } from '../../src/check/markdown.js';
import { prepareReports, writeReports } from '../../src/check/reports.js';
import type { CheckedExperiment, CheckResult } from '../../src/check/result.js';
import { checkJson, checkText } from '../../src/commands/present/check.js';
import { uncoloured } from '../../src/commands/present/colour.js';
import { EXIT } from '../../src/errors.js';
import { temporaryFolder } from '../runs/temporary.js';

/** From the tests of pytest 8.3; MIT licence, in its head. It is that of Jenkins's xUnit plugin. */
const XSD = join(dirname(fileURLToPath(import.meta.url)), 'fixtures', 'junit-10.xsd');

const metrics = { 'test.accuracy': spreadOf([0.96, 0.97, 0.98]), 'test.loss': spreadOf([0.1, 0.11, 0.12]) };
const gates = judgeRuns({ 'test.accuracy': { min: 0.95 } }, { metrics }, [
  new Map([
    ['test.accuracy', 0.94],
    ['test.loss', 0.111],
    ['test.auc', 0.9],
  ]),
]);

const blank = { runs: [], gates: [], updates: [], warnings: [], notes: [], problems: [], seconds: 1.23456 };
const of = (file: string, more: Partial<CheckedExperiment>): CheckedExperiment => ({
  ...blank,
  file,
  name: 'a',
  baseline: file.replace('.yaml', '.baseline.json'),
  status: 'ok',
  exitCode: 0,
  ...more,
});
const made = { at: '2026-11-22T10:00:00.000Z', seeds: 3 };
const run = { id: '20261122T100000Z-a-01234567', seed: 0, folder: 'runs/a', reused: false };

const result: CheckResult = {
  exitCode: 2,
  experiments: [
    of('experiments/a.yaml', {
      status: 'failed',
      exitCode: 1,
      made,
      runs: [run],
      gates: gates.map((gate, i) => ({ ...gate, line: i === 0 ? 14 : 1, column: i === 0 ? 3 : 1 })),
      warnings: ['the baseline was made with another config: optimizer.adam.learning_rate 0.01 -> 0.1'],
    }),
    of('experiments/b, 50%.yaml', {
      status: 'error',
      exitCode: 2,
      problems: [
        {
          file: 'experiments/b, 50%.yaml',
          line: 3,
          column: 5,
          key: 'loss',
          message: 'found `x`\n|, expected y',
          hint: 'did you mean y?',
        },
      ],
    }),
    of('experiments/c.yaml', { status: 'unchanged', made, notes: ['not run'] }),
    of('experiments/d.yaml', {
      made,
      runs: [{ ...run, reused: true }],
      gates: judgeRuns({}, { metrics: { 'test.loss': metrics['test.loss'] } }, [
        new Map([['test.loss', 0.01]]),
      ]).map((gate) => ({ ...gate, line: 1, column: 1 })),
    }),
    of('experiments/e.yaml', {
      status: 'updated',
      made,
      updates: [
        {
          metric: 'test.loss',
          before: metrics['test.loss'],
          after: { mean: 0.1, deviation: null, count: 1 },
        },
        { metric: 'test.auc', before: null, after: { mean: 0.9, deviation: 0.01, count: 3 } },
      ],
    }),
  ],
};

test('on a terminal: a table for each, what stands out in sentences, totals', () => {
  expect(`${checkText(result, uncoloured)}\n`).toMatchInlineSnapshot(`
    "
    experiments/a.yaml: failed, seed 0 against 3 seeds of 2026-11-22

                           baseline    found    change   deviations   allowed   expected   verdict
    test.accuracy   0.9700 ± 0.0100   0.9400   -0.0300         -3.0    0.0497    >= 0.95   NOT MET
    test.loss       0.1100 ± 0.0100   0.1110   +0.0010         +0.1    0.0497                   ok
    test.auc                      -   0.9000         -            -         -              MISSING

      test.accuracy is 0.9400, expected at least 0.95; 0.0300 (3.0 deviations) below the baseline's 0.9700 ± 0.0100
      test.auc is 0.9000, and the baseline has no value for it: make it anew with --update
      warning: the baseline was made with another config: optimizer.adam.learning_rate 0.01 -> 0.1

    experiments/b, 50%.yaml: could not be checked

    experiments/c.yaml: unchanged

      note: not run

    experiments/d.yaml: ok, seed 0 (from 20261122T100000Z-a-01234567) against 3 seeds of 2026-11-22

                       baseline    found    change   deviations   allowed   verdict
    test.loss   0.1100 ± 0.0100   0.0100   -0.1000        -10.0    0.0497    better

      test.loss is 0.0100: 0.1000 (10.0 deviations) below the baseline's 0.1100 ± 0.0100, better than the tolerance of 0.0497 (4.97 deviations, for a baseline of 3 seeds); --update keeps it

    experiments/e.yaml: updated with 3 seeds of 2026-11-22

                         before               now    change
    test.loss   0.1100 ± 0.0100            0.1000   -0.0100
    test.auc                  -   0.9000 ± 0.0100

    5 experiments: 1 failed, 1 could not be checked, 1 ok, 1 updated, 1 unchanged
    "
  `);
});

test('in Markdown, for a pull request', () => {
  expect(checkMarkdown(result)).toMatchInlineSnapshot(`
    "## dlx check: 5 experiments: 1 failed, 1 could not be checked, 1 ok, 1 updated, 1 unchanged

    ### experiments/a.yaml: failed, seed 0 against 3 seeds of 2026-11-22

    |  | baseline | found | change | deviations | allowed | expected | verdict |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    | test.accuracy | 0.9700 ± 0.0100 | 0.9400 | -0.0300 | -3.0 | 0.0497 | >= 0.95 | NOT MET |
    | test.loss | 0.1100 ± 0.0100 | 0.1110 | +0.0010 | +0.1 | 0.0497 |  | ok |
    | test.auc | - | 0.9000 | - | - | - |  | MISSING |

    - test.accuracy is 0.9400, expected at least 0.95; 0.0300 (3.0 deviations) below the baseline's 0.9700 ± 0.0100
    - test.auc is 0.9000, and the baseline has no value for it: make it anew with --update
    - warning: the baseline was made with another config: optimizer.adam.learning\\_rate 0.01 -> 0.1

    ### experiments/b, 50%.yaml: could not be checked

    \`\`\`
    experiments/b, 50%.yaml:3:5: loss: found \`x\`
    |, expected y
      hint: did you mean y?
    \`\`\`

    ### experiments/c.yaml: unchanged

    - note: not run

    ### experiments/d.yaml: ok, seed 0 (from 20261122T100000Z-a-01234567) against 3 seeds of 2026-11-22

    |  | baseline | found | change | deviations | allowed | verdict |
    | --- | --- | --- | --- | --- | --- | --- |
    | test.loss | 0.1100 ± 0.0100 | 0.0100 | -0.1000 | -10.0 | 0.0497 | better |

    - test.loss is 0.0100: 0.1000 (10.0 deviations) below the baseline's 0.1100 ± 0.0100, better than the tolerance of 0.0497 (4.97 deviations, for a baseline of 3 seeds); --update keeps it

    ### experiments/e.yaml: updated with 3 seeds of 2026-11-22

    |  | before | now | change |
    | --- | --- | --- | --- |
    | test.loss | 0.1100 ± 0.0100 | 0.1000 | -0.0100 |
    | test.auc | - | 0.9000 ± 0.0100 |  |
    "
  `);
});

test('as JSON: numbers in full, and keys that do not change', () => {
  const [first] = JSON.parse(JSON.stringify(checkJson(result))).experiments;
  expect(Object.keys(first)).toEqual(
    'file name status exit_code baseline baseline_made baseline_seeds runs gates updates warnings notes problems seconds'.split(
      ' ',
    ),
  );
  expect(Object.keys(first.gates[0])).toEqual(
    'metric value baseline change deviations allowed tolerance min max verdict message line column'.split(
      ' ',
    ),
  );
});

describe('annotations', () => {
  const lines = result.experiments.flatMap((one) => annotations(one, (file) => `sub/${file}`));

  test('are as GitHub reads them', () => {
    expect(lines).toMatchInlineSnapshot(`
      [
        "::error file=sub/experiments/a.yaml,line=14,col=3,title=test.accuracy%3A not as expected::test.accuracy is 0.9400, expected at least 0.95; 0.0300 (3.0 deviations) below the baseline's 0.9700 ± 0.0100",
        "::error file=sub/experiments/a.yaml,line=1,col=1,title=test.auc%3A no value::test.auc is 0.9000, and the baseline has no value for it: make it anew with --update",
        "::warning file=sub/experiments/a.yaml,line=1,title=dlx check::the baseline was made with another config: optimizer.adam.learning_rate 0.01 -> 0.1",
        "::error file=sub/experiments/b%2C 50%25.yaml,line=3,col=5,title=dlx check could not be made::loss: found \`x\`%0A|, expected y%0Adid you mean y?",
        "::notice file=sub/experiments/d.yaml,line=1,col=1,title=test.loss%3A better than the baseline::test.loss is 0.0100: 0.1000 (10.0 deviations) below the baseline's 0.1100 ± 0.0100, better than the tolerance of 0.0497 (4.97 deviations, for a baseline of 3 seeds); --update keeps it",
      ]
    `);
  });

  test('come back as they were from GitHub, whatever they say', () => {
    // As github.com/actions/runner reads them: ActionCommand.TryParseV2.
    const unescaped = (text: string) =>
      text
        .replaceAll('%0D', '\r')
        .replaceAll('%0A', '\n')
        .replaceAll('%3A', ':')
        .replaceAll('%2C', ',')
        .replaceAll('%25', '%');
    const word = fc.string({
      unit: fc.constantFrom('a', '%', ':', ',', '\n', '\r', '=', '0', 'A', 'é'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(word, word, (file, warning) => {
        const [line, ...more] = annotations(of('x', { warnings: [warning] }), () => file);
        expect(more).toEqual([]);
        const [, properties, message] = /^::warning ([\s\S]*?)::([\s\S]*)$/.exec(line!)!;
        expect(line).not.toMatch(/[\r\n]/);
        const found = properties!.split(',').find((part) => part.startsWith('file='));
        expect(unescaped(found!.slice('file='.length))).toBe(file);
        expect(unescaped(message!)).toBe(warning);
      }),
    );
  });
});

const missing: string[] = ensure(['libxml2-utils']);

describe('the JUnit report', () => {
  const text = junitReport(result);

  test('has a suite for each experiment and a case for each gate', () => {
    expect(text).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites tests="7" failures="2" errors="1">
        <testsuite name="experiments/a.yaml" time="1.235" tests="3" failures="2" errors="0" skipped="0">
          <properties>
            <property name="baseline" value="experiments/a.baseline.json"/>
            <property name="run" value="20261122T100000Z-a-01234567"/>
            <property name="warning" value="the baseline was made with another config: optimizer.adam.learning_rate 0.01 -> 0.1"/>
          </properties>
          <testcase classname="experiments/a.yaml" name="test.accuracy">
            <failure message="test.accuracy is 0.9400, expected at least 0.95; 0.0300 (3.0 deviations) below the baseline's 0.9700 ± 0.0100" type="unmet"/>
          </testcase>
          <testcase classname="experiments/a.yaml" name="test.loss">
            <system-out><![CDATA[test.loss is 0.1110: 0.0010 (0.1 deviations) above the baseline's 0.1100 ± 0.0100, within the tolerance of 0.0497 (4.97 deviations, for a baseline of 3 seeds)]]></system-out>
          </testcase>
          <testcase classname="experiments/a.yaml" name="test.auc">
            <failure message="test.auc is 0.9000, and the baseline has no value for it: make it anew with --update" type="missing"/>
          </testcase>
        </testsuite>
        <testsuite name="experiments/b, 50%.yaml" time="1.235" tests="1" failures="0" errors="1" skipped="0">
          <properties>
            <property name="baseline" value="experiments/b, 50%.baseline.json"/>
          </properties>
          <testcase classname="experiments/b, 50%.yaml" name="check">
            <error message="experiments/b, 50%.yaml:3:5: loss: found \`x\`" type="exit 2"><![CDATA[experiments/b, 50%.yaml:3:5: loss: found \`x\`
      |, expected y
        hint: did you mean y?]]></error>
          </testcase>
        </testsuite>
        <testsuite name="experiments/c.yaml" time="1.235" tests="1" failures="0" errors="0" skipped="1">
          <properties>
            <property name="baseline" value="experiments/c.baseline.json"/>
            <property name="note" value="not run"/>
          </properties>
          <testcase classname="experiments/c.yaml" name="check">
            <skipped/>
          </testcase>
        </testsuite>
        <testsuite name="experiments/d.yaml" time="1.235" tests="1" failures="0" errors="0" skipped="0">
          <properties>
            <property name="baseline" value="experiments/d.baseline.json"/>
            <property name="run" value="20261122T100000Z-a-01234567"/>
          </properties>
          <testcase classname="experiments/d.yaml" name="test.loss">
            <system-out><![CDATA[test.loss is 0.0100: 0.1000 (10.0 deviations) below the baseline's 0.1100 ± 0.0100, better than the tolerance of 0.0497 (4.97 deviations, for a baseline of 3 seeds); --update keeps it]]></system-out>
          </testcase>
        </testsuite>
        <testsuite name="experiments/e.yaml" time="1.235" tests="1" failures="0" errors="0" skipped="0">
          <properties>
            <property name="baseline" value="experiments/e.baseline.json"/>
          </properties>
          <testcase classname="experiments/e.yaml" name="baseline"/>
        </testsuite>
      </testsuites>"
    `);
  });

  test.skipIf(missing.length > 0)("is valid by Jenkins's schema, whatever names hold", () => {
    const valid = (xml: string) => {
      const file = join(temporaryFolder(), 'junit.xml');
      writeFileSync(file, xml);
      return spawnSync('xmllint', ['--noout', '--schema', XSD, file], { encoding: 'utf8' }).stderr;
    };
    expect(valid(text)).toMatch(/junit\.xml validates\n$/);
    expect(valid(junitReport({ experiments: [], exitCode: 0 }))).toMatch(/validates\n$/);
    // The schema is looked at, and not only whether that is XML.
    expect(valid(text.replace('classname=', 'clas='))).toMatch(/fails to validate/);
    const strange = 'a<b>&"\' ]]> \u0000\u0007\u001b[31m\ufffe\ud800 é 💡';
    const problems = [{ file: strange, message: strange, hint: strange }];
    const experiments = [of(strange, { status: 'error', problems, warnings: [strange], notes: [strange] })];
    expect(valid(junitReport({ experiments, exitCode: 2 }))).toMatch(/validates\n$/);
  });
});

describe('files', () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder, name);

  test('are made with their folders, and the summary is added to', () => {
    const reports = { junit: at('a/b/junit.xml'), md: at('c/check.md'), summary: at('summary.md') };
    writeFileSync(reports.summary, '# before\n');
    prepareReports(reports);
    writeReports(result, reports);
    writeReports(result, reports);
    expect(readFileSync(reports.junit, 'utf8')).toBe(junitReport(result));
    expect(readFileSync(reports.md, 'utf8')).toBe(checkMarkdown(result));
    const once = `${checkMarkdown(result)}\n`;
    expect(readFileSync(reports.summary, 'utf8')).toBe(`# before\n${once}${once}`);
  });

  test('that cannot be made are exit 4 before any time is spent', () => {
    writeFileSync(at('file'), '');
    expect(() => prepareReports({ junit: at('file/junit.xml') })).toThrow(
      expect.objectContaining({
        exitCode: EXIT.io,
        message: expect.stringMatching(/cannot write the report \(E\w+\)\n {2}hint: .*--junit/),
      }),
    );
  });
});
