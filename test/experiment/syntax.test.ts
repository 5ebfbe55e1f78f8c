import { describe, expect, it } from 'vitest';
import { problemsOf, said, VALID } from './small.js';

const LETTERS = [...'bcdefghij'];
const bomb = (open: string, close: string) =>
  `a: &a {x: 1}\n${LETTERS.map((name, i) => {
    const alias = `*${'abcdefghi'[i]}`;
    return `${name}: &${name} ${open}${Array(10).fill(alias).join(', ')}${close}`;
  }).join('\n')}\n`;

describe('text that is no experiment', () => {
  it.each([
    ['nothing', '', 'x.yaml: the file is empty'],
    ['comments only', '# nothing\n', 'x.yaml: the file is empty'],
    ['a list', '- a\n- b\n', 'x.yaml:1:1: found a list of 2, expected a map'],
    ['a word', 'hello', 'x.yaml:1:1: found the text `hello`, expected a map'],
    [
      'two documents',
      `${VALID}---\nname: y\n`,
      'x.yaml:10:1: found a second document, expected one experiment per file',
    ],
    ['an old version', `%YAML 1.1\n---\n${VALID}`, 'x.yaml:1:1: found YAML 1.1, expected YAML 1.2'],
    [
      'a tab',
      'name: x\n\tdata: 1\n',
      'x.yaml:2:1: not valid YAML: tabs are not allowed as indentation | indent with spaces',
    ],
    ['an open bracket', 'tags: [a', 'x.yaml:1:9: not valid YAML: flow sequence'],
    ['a colon too many', 'name: a: b\n', 'x.yaml:1:7: not valid YAML: nested mappings'],
    ['an unknown tag', `${VALID}seed: !foo 1\n`, 'x.yaml:10:7: unresolved tag: !foo | remove the tag'],
    ['20,000 brackets', '['.repeat(20_000), 'x.yaml:1:100: nested too deeply'],
    ['20,000 braces', '{a: '.repeat(20_000), 'nested too deeply'],
    ['20,000 dashes', '- '.repeat(20_000), 'nested too deeply'],
    ['20,000 question marks', '? '.repeat(20_000), 'nested too deeply'],
    [
      '1,000 indented lines',
      Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'nested too deeply',
    ],
    ['an alias bomb', bomb('[', ']'), 'holds more than 20000 values'],
  ])('%s', (_name, text, message) => {
    expect(said(text).join('\n')).toContain(message);
  });

  it('says every syntax error, one a line', () => {
    const problems = problemsOf('name: a: b\ntags: "x\\q"\nseed: !foo 1\n');
    expect(problems.map((problem) => problem.line)).toEqual([1, 2, 3]);
    expect(problems[1]).toMatchObject({ source: 'tags: "x\\q"', file: 'x.yaml' });
  });

  it('gives up on a merge bomb quickly and without a flood', () => {
    const start = performance.now();
    expect(said(bomb('{<<: [', ']}')).length).toBeLessThan(20);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('survives anchors in keys, which nest what the text does not', () => {
    const chain = (open: string, close: string) =>
      Array.from({ length: 5000 }, (_, i) => `? &a${i + 1} ${open}*a${i}${close}\n: 1\n`).join('');
    expect(problemsOf(`? &a0 [x]\n: 1\n${chain('[', ']')}tags: *a5000\n`).length).toBeGreaterThan(0);
    expect(problemsOf(`? &a0 {x: 1}\n: 1\n${chain('{<<: ', '}')}expect: *a5000\n`).length).toBeGreaterThan(0);
  });
});

describe('keys', () => {
  it('refuses a key given twice, at the second', () => {
    expect(said(`${VALID}seed: 1\nseed: 2\n`)).toEqual([
      'x.yaml:11:1: seed: the key `seed` is given twice | remove one of them',
    ]);
  });

  it.each(['__proto__', 'constructor', 'prototype', '"__proto__"'])('refuses %s', (key) => {
    expect(said(`${VALID}${key}: {polluted: 1}\n`)).toEqual([
      expect.stringMatching(/^x\.yaml:10:1: \w+: the name `\w+` cannot be a key/),
    ]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it.each(['toString', 'hasOwnProperty', 'valueOf'])('takes %s for an unknown key like any other', (key) => {
    expect(said(`${VALID}${key}: 1\n`)[0]).toContain(`x.yaml:10:1: ${key}: found the unknown key`);
    expect(said(VALID.replace('adam', key))[0]).toContain(
      `optimizer: there is no optimizer named \`${key}\``,
    );
    expect(said(VALID, [`${key}.x=1`])[0]).toContain('has no key');
    expect(said(VALID, [`optimizer.adam.${key}=1`])[0]).toContain('has no key');
  });

  it('refuses keys that are not names and goes on', () => {
    expect(said(`${VALID}1: 2\n? [a]\n: 3\n`)).toEqual([
      expect.stringContaining('x.yaml:10:1: 1: found the unknown key `1`'),
      'x.yaml:11:3: found a key that is not a name | a key is a word before a colon',
    ]);
  });
});

describe('numbers', () => {
  const units = (text: string) => said(VALID.replace('units: 3', `units: ${text}`));
  it.each([
    ['.nan', 'found .nan, expected a finite number'],
    ['-.inf', 'found -.inf, expected a finite number'],
    ['1e999', 'found 1e999, expected a finite number'],
    ['9007199254740993', 'found 9007199254740993, which would lose digits'],
    ['0x20000000000001', 'found 0x20000000000001, which would lose digits'],
    ['9'.repeat(400), 'found 9999999999999999999999999999999999999999..., expected a finite number'],
    ['1_000', 'found the text `1_000`, expected an integer >= 1 | write 1000'],
    ['1,000', 'found an unknown key'],
    ['"64"', 'found the text `64`, expected an integer >= 1 | write 64 without quotes'],
    ['0', 'found 0, expected an integer >= 1'],
    ['-3', 'found -3, expected an integer >= 1'],
    ['2.5', 'found 2.5, expected an integer >= 1'],
    ['1e12', 'found 1000000000000, expected an integer >= 1 and <= 2147483647'],
    ['true', 'found true, expected an integer >= 1'],
    ['', 'found nothing, expected an integer >= 1 | give `units` a value, or remove the key'],
  ])('units: %s', (text, message) => {
    if (text === '1,000') expect(units('"1,000"')).toEqual([expect.stringContaining('| write 1000')]);
    else
      expect(units(text)).toEqual(
        [`x.yaml:7:${20}: architecture[2].Dense.units: ${message}`].map((s) => expect.stringContaining(s)),
      );
  });

  it('refuses numbers that float32 does not hold', () => {
    expect(said(VALID.replace('adam', '{adam: {learning_rate: 1e300}}'))[0]).toContain(
      '<= 3.4028234663852886e+38',
    );
  });

  it('takes 0x10, 0o17, 1e2 and 5.0 as integers', () => {
    for (const text of ['0x10', '0o17', '1e2', '5.0', '+3']) expect(units(text)).toEqual([]);
  });
});

describe('anchors, aliases and merges', () => {
  const withDense = (dense: string) => VALID.replace('{units: 3}', dense);

  it('resolves them, own keys before merged ones', () => {
    const text = withDense('{<<: *base, units: 7}')
      .replace('{units: 4,', '&base {units: 4,')
      .replace(', name: h1', '');
    expect(problemsOf(text)).toEqual([]);
  });

  it('points into the anchor for a value inside, at the alias for the value itself', () => {
    const inside = said(
      VALID.replace('{units: 4, activation: relu, name: h1}', '&base {units: x}').replace(
        '{units: 3}',
        '*base',
      ),
    );
    expect(inside).toEqual([
      'x.yaml:6:26: architecture[1].Dense.units: found the text `x`, expected an integer >= 1',
      'x.yaml:6:26: architecture[2].Dense.units: found the text `x`, expected an integer >= 1',
    ]);
    const itself = said(`${VALID.replace('name: x', 'name: &n x')}seed: *n\n`);
    expect(itself).toEqual([
      expect.stringContaining('x.yaml:10:7: seed: found the text `x`, expected an integer >= 0'),
    ]);
  });

  it.each([
    ['tags: &a [*a]', 'x.yaml:10:11: tags[0]: the alias `*a` contains itself'],
    ['tags: *a', 'x.yaml:10:7: tags: no anchor `&a` stands before this alias'],
    ['expect: &a {<<: *a}', 'x.yaml:10:17: expect: `<<` merges a map into itself'],
    ['expect: {<<: 3}', 'x.yaml:10:14: expect: `<<` merges a map, an alias to one, or a list of them'],
  ])('%s', (line, message) => {
    expect(said(`${VALID}${line}\n`)).toEqual([message]);
  });
});
