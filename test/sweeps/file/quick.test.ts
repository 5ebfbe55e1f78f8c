import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { UserError } from '../../../src/errors.js';
import { isSweepFile } from '../../../src/experiment/kind.js';
import { readArguments } from '../../../src/sweeps/file/arguments.js';
import { loadSweep } from '../../../src/sweeps/file/load.js';
import { propose } from '../../../src/sweeps/propose.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { EXPERIMENT, SWEEP } from './small.js';

function files() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'sweeps'));
  const experiment = join(folder, 'small.yaml');
  const sweep = join(folder, 'sweeps', 'sweep.yaml');
  writeFileSync(experiment, EXPERIMENT);
  writeFileSync(sweep, SWEEP.replace('small.yaml', '../small.yaml'));
  return { experiment, sweep };
}

const grid = (...args: string[]) => loadSweep(files().experiment, args);

async function refusal(...args: string[]): Promise<string> {
  const error = await grid(...args).then(
    () => undefined,
    (one: unknown) => one,
  );
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).exitCode).toBe(2);
  return (error as UserError).message.replaceAll(/\S*\/(?=small\.yaml)/g, '');
}

const valuesOf = (text: string) => readArguments([`x=${text}`])[0]!.values;

describe('values', () => {
  test.each<[string, unknown[]]>([
    ['1e-3,1e-2', [0.001, 0.01]],
    ['[32, 64]', [32, 64]],
    ['adam', ['adam']],
    ['full,32', ['full', 32]],
    ['"a, b",c', ['a, b', 'c']],
    ['[1,2],[3]', [[1, 2], [3]]],
    ['[[1, 2], [3]]', [[1, 2], [3]]],
    ['{sgd: {momentum: 0.9}},adam', [{ sgd: { momentum: 0.9 } }, 'adam']],
    ['true, false', [true, false]],
    ['null', [null]],
  ])('%s', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  test('any list of distinct JSON values comes back, with its brackets or without', () => {
    const value = fc.jsonValue({ maxDepth: 2 }).map((one) => JSON.parse(JSON.stringify(one)) as unknown);
    const finite = value.filter((one) => !/e\+?\d{2,}|\d{16}|proto|constructor|<</.test(JSON.stringify(one)));
    const lists = fc.uniqueArray(finite, {
      minLength: 1,
      maxLength: 5,
      selector: (one) => JSON.stringify(one),
    });
    fc.assert(
      fc.property(lists, (values) => {
        const text = JSON.stringify(values);
        expect(valuesOf(text)).toEqual(values);
        // Without brackets a single list would be the list of values.
        if (values.length > 1) expect(valuesOf(text.slice(1, -1))).toEqual(values);
      }),
    );
  });
});

test('the example of the documentation: every combination, in order', async () => {
  const sweep = await grid(
    'optimizer.adam.learning_rate=1e-3,1e-2',
    'training.batch_size=[32,64]',
    'training.epochs=2',
  );
  expect(sweep).toMatchObject({
    name: 'small',
    grid: ['optimizer.adam.learning_rate=1e-3,1e-2', 'training.batch_size=[32,64]', 'training.epochs=2'],
    sampler: { name: 'grid' },
    objectives: [{ name: 'val_accuracy', goal: 'maximize' }],
    parameters: { 'training.batch_size': { values: [32, 64] }, 'training.epochs': { value: 2 } },
  });
  const { space, sampler, seed } = sweep;
  const found = Array.from({ length: 5 }, (_, from) =>
    propose({ space, sampler, seed, number: from, seen: [], taken: new Set(), from }),
  );
  expect(found.map((one) => (typeof one === 'object' ? [...one.assignment.values()] : one))).toEqual([
    [0.001, 32, 2],
    [0.001, 64, 2],
    [0.01, 32, 2],
    [0.01, 64, 2],
    undefined,
  ]);
});

describe('what it searches for', () => {
  test.each([
    ['val_accuracy', 'maximize', EXPERIMENT],
    ['val_loss', 'minimize', EXPERIMENT.replace('metrics: [accuracy]\n', '')],
    ['accuracy', 'maximize', EXPERIMENT.replace(/ {2}split:.*\n/, '')],
    ['loss', 'minimize', EXPERIMENT.replace(/ {2}split:.*\n|metrics:.*\n/g, '')],
  ])('%s', async (name, goal, text) => {
    const { experiment } = files();
    writeFileSync(experiment, text);
    const { objectives } = await loadSweep(experiment, ['training.batch_size=8,16']);
    expect(objectives).toEqual([{ name, goal }]);
  });
});

describe('what is wrong is told at its argument', () => {
  test.each([
    [['training.epochs'], "argument 'training.epochs': found no `=`, expected path=value,value"],
    [['=3'], "argument '=3': found no path"],
    [['training.epochs='], "argument 'training.epochs=': found no value after `=`"],
    [['training.epochs=1,{'], "argument 'training.epochs=1,{': training.epochs: not valid YAML"],
    [['training.epochs=.nan,1'], 'training.epochs: '],
    [['training.epochs=1,1'], 'training.epochs: found 1 twice, expected it once'],
    [
      ['training.epochs=1,2', 'training.epochs=3'],
      "argument 'training.epochs=3': training.epochs: found the path a second time",
    ],
    [['training.epocs=1,2'], 'did you mean `epochs`?'],
    [['learning_rate=1e-3,1e-2'], 'did you mean `optimizer.adam.learning_rate`?'],
    [['units=4,8'], 'did you mean `architecture.h1.units` or `architecture.dense.units`?'],
    [['epochs=1,2'], 'did you mean `training.epochs`?'],
    [['training.epochs=1..5'], 'training.epochs: found the text `1..5`'],
    [['training.epochs=0,1'], "argument 'training.epochs=0,1': training.epochs: found 0"],
    [['architecture[7].Dense.units=1,2'], 'architecture[7].Dense.units: `architecture` has no [7]'],
    [['optimizer=adam,amad'], 'did you mean `adam`?'],
    [['training.epochs=3'], 'nothing varies, expected a parameter with several values'],
    [['name=a,b'], "argument 'name=a,b': name: its values make no difference"],
    [
      ['optimizer=adam,sgd', 'optimizer.adam.learning_rate=1,2'],
      'optimizer varies too: `when: {optimizer: ...}` in a sweep file',
    ],
    [['architecture.h1.units=1,2', 'architecture[0].Dense.units=3,4'], 'its values make no difference'],
  ])('%j', async (args, message) => {
    expect(await refusal(...args)).toContain(message);
  });

  test('what is wrong with the experiment stands at its line', async () => {
    const { experiment } = files();
    writeFileSync(experiment, EXPERIMENT.replace('relu', 'rule'));
    const error = await loadSweep(experiment, ['training.epochs=1,2']).catch((one: Error) => one);
    expect((error as Error).message).toMatch(
      /small\.yaml:6:35: architecture\[0\]\.Dense\.activation: .*rule/,
    );
    expect((error as Error).message).toContain('  6 |   - Dense: {units: 8');
  });
});

describe('which kind of file', () => {
  test('those of the documentation', () => {
    expect([isSweepFile(SWEEP), isSweepFile(EXPERIMENT), isSweepFile('')]).toEqual([true, false, false]);
  });

  test('with a misspelt key, and with a broken line', () => {
    expect(isSweepFile(SWEEP.replace('parameters:', 'paramters:'))).toBe(true);
    expect(isSweepFile(`${SWEEP}zip: [[`)).toBe(true);
    expect(isSweepFile(EXPERIMENT.replace('data:', 'experiment:'))).toBe(false);
    expect(isSweepFile(`${EXPERIMENT}expect: {`)).toBe(false);
  });

  test('JSON is YAML', () => {
    expect(
      isSweepFile(stringify({ experiment: 'a.yaml', parameters: {} }, { defaultStringType: 'QUOTE_DOUBLE' })),
    ).toBe(true);
    expect(isSweepFile('{"experiment": "a.yaml", "parameters": {}}')).toBe(true);
  });

  test('a sweep file stands by itself, an experiment needs to be told what to vary', async () => {
    const { experiment, sweep } = files();
    expect((await loadSweep(sweep)).grid).toBeUndefined();
    await expect(loadSweep(sweep, ['training.epochs=1'])).rejects.toThrow(
      /found training\.epochs=1 behind a sweep file/,
    );
    await expect(loadSweep('training.epochs=1,2')).rejects.toThrow(
      'found training.epochs=1,2, expected a file',
    );
    await expect(loadSweep(experiment)).rejects.toThrow(
      /nothing says what to vary\n.*dlx sweep .*small\.yaml '/,
    );
  });

  test('texts that were kept are read instead of the files', async () => {
    const { sweep } = files();
    const kept = {
      sweep: SWEEP.replace('run_cap: 20', 'run_cap: 7'),
      experiment: EXPERIMENT.replace('small', 'kept'),
    };
    expect(await loadSweep(sweep, [], kept)).toMatchObject({ runCap: 7, name: 'kept' });
    expect(
      await loadSweep('/nowhere/a.yaml', ['training.epochs=1,2'], { experiment: EXPERIMENT }),
    ).toMatchObject({
      grid: ['training.epochs=1,2'],
    });
  });
});
