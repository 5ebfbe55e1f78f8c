import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Document } from 'yaml';
import { UserError } from '../../src/errors.js';
import { parse, VALID } from './small.js';

/** Parses; gives the problems, and lets pass nothing but a UserError whose problems can be printed. */
function survive(text: string): void {
  try {
    parse(text);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    const { problems, message, exitCode } = error as UserError;
    expect(exitCode).toBe(2);
    expect(problems.length).toBeGreaterThan(0);
    expect(message).not.toMatch(/undefined|\[object|NaN:|\n {4}at /);
    for (const problem of problems) expect(problem.line ?? 1).toBeGreaterThan(0);
  }
}

const pieces = [...'[]{}:-,&*!|>%@`#?"\'\n\t ~<='].concat(
  [
    'name',
    'data:',
    '- ',
    '\n  ',
    '&a ',
    '*a',
    '<<: ',
    '!!map',
    '.nan',
    '1_0',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
  ],
  [
    '__proto__',
    'constructor',
    'architecture:',
    'Dense: ',
    'optimizer:',
    'adam',
    '{',
    '}',
    '\u0000',
    '\u2028',
    '9e999',
  ],
);

it('survives texts made of the pieces of YAML', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => survive(parts.join(''))),
    { numRuns: 600 },
  );
});

it('survives an experiment with pieces cut out and put in', () => {
  fc.assert(
    fc.property(
      fc.nat(VALID.length),
      fc.nat(20),
      fc.array(fc.constantFrom(...pieces), { maxLength: 4 }),
      (at, cut, parts) => survive(VALID.slice(0, at) + parts.join('') + VALID.slice(at + cut)),
    ),
    { numRuns: 600 },
  );
});

it('survives any value under the experiment’s keys', () => {
  const keys = [
    'name',
    'tags',
    'seed',
    'data',
    'blocks',
    'architecture',
    'loss',
    'optimizer',
    'metrics',
    'training',
    'engine',
    'expect',
  ];
  const value = fc.object({
    key: fc.constantFrom(...keys, 'Dense', 'units', 'adam', '__proto__', 'toString'),
    maxDepth: 4,
  });
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...keys), fc.oneof(value, fc.jsonValue()), { noNullPrototype: true }),
      (map) => survive(new Document(JSON.parse(JSON.stringify(map))).toString()),
    ),
    { numRuns: 300 },
  );
});

it('leaves the prototypes of objects alone', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { [key: string]: unknown }).polluted).toBeUndefined();
});
