import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ioError } from '../../src/disk/io-error.js';
import { UserError } from '../../src/errors.js';
import { bySplit } from '../../src/runs/best.js';
import { parseStatus } from '../../src/runs/git.js';
import { makeId, parseId, slug } from '../../src/runs/id.js';
import { gitState, judge, moreIsBetter, runSchema } from '../../src/runs/index.js';
import { finite } from '../../src/runs/json.js';
import { temporaryFolder } from './temporary.js';

describe('ids', () => {
  const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2999-01-01'), noInvalidDate: true });
  const name = fc.string({ minLength: 1, maxLength: 300, unit: 'binary' });

  test('fit a file name on any system, whatever the name', () => {
    fc.assert(
      fc.property(date, name, fc.integer({ min: 1, max: 999 }), (started, text, ordinal) => {
        const id = makeId(started, text, 'abcdef0123', ordinal);
        expect(Buffer.byteLength(id)).toBeLessThan(200);
        expect(id).toMatch(/^[\p{L}\p{N}\p{M}._-]+$/u);
        expect(parseId(id)).toMatchObject({ name: slug(text), hash: 'abcdef01', ordinal });
      }),
    );
  });

  test('sort by start', () => {
    fc.assert(
      fc.property(date, date, (a, b) => {
        const seconds = (d: Date) => Math.floor(d.getTime() / 1000);
        if (seconds(a) < seconds(b))
          expect(makeId(a, 'z', '00000000') < makeId(b, 'a', '00000000')).toBe(true);
      }),
    );
  });

  test('a plain name stands in the id unchanged', () => {
    expect(makeId(new Date('2026-11-22T07:50:12.999Z'), 'mnist-mlp_2.1', '1a2b3c4d5e')).toBe(
      '20261122T075012Z-mnist-mlp_2.1-1a2b3c4d',
    );
    expect(parseId('notes')).toBeUndefined();
  });
});

describe('numbers that are not finite', () => {
  test('become null and are named; JSON keeps all else', () => {
    fc.assert(
      fc.property(fc.object({ withNullPrototype: false }), (value) => {
        const nulls = {};
        const clean = finite({ value }, nulls);
        expect(JSON.parse(JSON.stringify(clean))).toEqual(JSON.parse(JSON.stringify({ value })));
      }),
    );
    const nulls = {};
    expect(finite({ a: [1, Number.NaN], b: { c: -Infinity }, d: undefined }, nulls)).toEqual({
      a: [1, null],
      b: { c: null },
    });
    expect(nulls).toEqual({ 'a[1]': 'NaN', 'b.c': '-Infinity' });
  });
});

describe('expect', () => {
  test('bounds are met at equality; what is missing or NaN fails', () => {
    const final = { test: { accuracy: 0.97, loss: Number.NaN }, train: { 'a.b': 1 } };
    const expected = {
      'test.accuracy': { min: 0.97, max: 0.97 },
      'test.loss': { max: 1 },
      'validation.loss': { max: 1 },
      'train.a.b': { min: 2 },
    };
    expect(judge(expected, final).map(({ metric, value, pass }) => [metric, value, pass])).toEqual([
      ['test.accuracy', 0.97, true],
      ['test.loss', null, false],
      ['validation.loss', null, false],
      ['train.a.b', 1, false],
    ]);
  });

  test('which metrics are better when they are higher', () => {
    const up = [
      'accuracy',
      'sparse_categorical_accuracy',
      'top_k_categorical_accuracy',
      'auc',
      'f1_score',
      'r2_score',
    ];
    const down = [
      'loss',
      'mean_squared_error',
      'mean_absolute_percentage_error',
      'false_positives',
      'perplexity',
    ];
    expect(up.map(moreIsBetter)).toEqual(up.map(() => true));
    expect(down.map(moreIsBetter)).toEqual(down.map(() => false));
  });

  test('values of an epoch by split', () => {
    expect(bySplit({ loss: 1, val_loss: 2 })).toEqual({ train: { loss: 1 }, validation: { loss: 2 } });
  });
});

describe('git', () => {
  const git = (folder: string, ...words: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
      stdio: 'pipe',
    });

  test('no repository, no commit, clean, dirty', async () => {
    const folder = temporaryFolder();
    expect(await gitState(folder)).toEqual({ commit: null, dirty: null, reason: 'no git repository' });
    git(folder, 'init', '-q');
    expect(await gitState(folder)).toEqual({ commit: null, dirty: false, reason: 'no commit yet' });
    writeFileSync(join(folder, 'a'), '1');
    git(folder, 'add', 'a');
    git(folder, 'commit', '-qm', 'a');
    const commit = git(folder, 'rev-parse', 'HEAD').toString().trim();
    expect(await gitState(folder)).toEqual({ commit, dirty: false });
    writeFileSync(join(folder, 'a'), '2');
    expect(await gitState(folder)).toEqual({ commit, dirty: true });
  });

  test('a folder that does not exist', async () => {
    expect(await gitState('/no/such/folder')).toMatchObject({ commit: null, reason: expect.any(String) });
  });

  test('output of git status', () => {
    expect(parseStatus('# branch.oid abc\n# branch.head main\n')).toEqual({ commit: 'abc', dirty: false });
    expect(parseStatus('# branch.oid abc\n1 .M N... 100644 a\n')).toEqual({ commit: 'abc', dirty: true });
  });
});

describe('errors of the system', () => {
  test.each(['ENOSPC', 'EACCES', 'EROFS', 'ENOTDIR', 'EDQUOT'])('%s says where and what to do', (code) => {
    const error = Object.assign(new Error(code), { code, syscall: 'write' });
    const told = ioError(error, 'write the run record', '/a/run.json') as UserError;
    expect(told).toBeInstanceOf(UserError);
    expect(told.exitCode).toBe(4);
    expect(told.message).toMatch(
      new RegExp(`^/a/run.json: cannot write the run record \\(${code}\\)\n {2}hint: .+`),
    );
  });

  test('a bug stays a bug', () => {
    const bug = new TypeError('x');
    expect(ioError(bug, '', '')).toBe(bug);
  });
});

describe('schemas/run.schema.json', () => {
  test('is the schema written out, and one that ajv accepts in strict mode', () => {
    const file = new URL('../../schemas/run.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(runSchema)));
    expect(() => new Ajv.default({ strict: true, strictTypes: false }).compile(runSchema)).not.toThrow();
  });
});
