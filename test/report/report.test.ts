import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXIT, UserError } from '../../src/errors.js';
import { report } from '../../src/index.js';
import { makeReport } from '../../src/report/report.js';
import { writeReport } from '../../src/report/write.js';
import { findRun } from '../../src/runs/find.js';
import { createRecord, type RunRecord, type StoredRun } from '../../src/runs/index.js';
import { parseRun } from '../../src/runs/read.js';
import { runText } from '../pipeline/run.js';
import { bench, TEXT } from '../resume/support.js';
import { rowOf, startOf } from '../runs/made.js';
import { temporaryFolder } from '../runs/temporary.js';
import { recordOf } from './views.js';

/** Makes a report, and hears what it notes. */
async function reported(...runs: StoredRun[]) {
  const notes: string[] = [];
  const made = await makeReport(runs, { predictions: true, note: (sentence) => notes.push(sentence) });
  return { ...made, notes };
}

/** A copy of a run in a folder of its own, to be damaged. */
function copyOf({ folder }: StoredRun): string {
  const runsDir = temporaryFolder();
  const copy = join(runsDir, '20260101T000000Z-copy-01234567');
  cpSync(folder, copy, { recursive: true });
  return copy;
}

const text = (page: string) => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('a report on real runs', () => {
  test('has their numbers', async () => {
    const run = await runText(TEXT);
    const { html, notes, fileName } = await reported(run);
    expect(notes).toEqual([]);
    expect(fileName).toBe(`${run.record.id}.html`);
    const { accuracy, loss } = run.record.metrics.final.test!;
    const shown = text(html);
    expect(shown).toContain(`(${(100 * accuracy!).toFixed(2)} %)`);
    expect(shown).toContain(loss!.toFixed(4));
    expect(shown).toContain('they give the loss that the record has');
    expect(shown).toContain('BatchNormalization (12)');
    expect(shown).toContain(run.record.experiment_hash);
    for (const { accuracy } of run.epochs) expect(shown).toContain(Number(accuracy).toFixed(4));
  });

  test('of several begins with what differs; a run named twice is there once', async () => {
    const { run } = bench();
    const [a, b] = [
      await run({ overrides: ['training.epochs=2'] }),
      await run({ overrides: ['training.epochs=2', 'seed=4'] }),
    ];
    const { html, fileName } = await reported(a, b, a);
    expect(fileName).toBe('report.html');
    expect(html.match(/<article /g)).toHaveLength(2);
    expect(text(html)).toMatch(/Differences .* seed 3 4 /);
    expect(text(html)).toContain('data hash');
  });

  test('is given by the library as text', async () => {
    const { run, runsDir } = bench();
    await run({ overrides: ['training.epochs=1'] });
    const page = await report(['last'], { runsDir, predictions: false });
    expect(page).toMatch(/^<!doctype html>/);
    expect(text(page)).toContain('not asked for (--no-predictions)');
    await expect(report([], { runsDir })).rejects.toThrow(/found no run, expected one or more/);
    await expect(report(['lst'], { runsDir })).rejects.toThrow(/no run is called lst/);
  });
});

describe('what is missing is left out, and the page says why:', () => {
  const damages: [string, (folder: string) => void, RegExp][] = [
    [
      'weights',
      (folder) => rmSync(join(folder, 'checkpoints'), { recursive: true }),
      /has no checkpoint to take weights from/,
    ],
    [
      'the experiment',
      (folder) => rmSync(join(folder, 'experiment.yaml')),
      /experiment\.yaml is not shown: .*experiment\.yaml/,
    ],
    [
      'an experiment that is none',
      (folder) => writeFileSync(join(folder, 'experiment.yaml'), 'name: 3\n- x'),
      /Shapes and parameters are not shown: .*experiment\.yaml/,
    ],
    [
      'metrics',
      (folder) => rmSync(join(folder, 'metrics.csv')),
      /They are not shown: .*metrics\.csv: cannot read the metrics/,
    ],
    [
      'metrics that are none',
      (folder) => writeFileSync(join(folder, 'metrics.csv'), '\u0000"'),
      /They are not shown: .*is no metrics\.csv of dlx/,
    ],
  ];
  test('weights, experiment, metrics', async () => {
    const run = await runText(TEXT, 'training.epochs=1');
    for (const [what, damage, reason] of damages) {
      const folder = copyOf(run);
      damage(folder);
      const { html, notes } = await reported(findRun(temporaryFolder(), folder));
      expect(text(html), what).toMatch(reason);
      expect(notes).toHaveLength(/metrics/.test(what) ? 0 : 1);
      expect(text(html)).toContain('Graph of layers');
    }
  });

  test('a run that has only begun', async () => {
    const writer = await createRecord(temporaryFolder(), startOf('begun'));
    const { html } = await reported(findRun(temporaryFolder(), writer.folder));
    expect(text(html)).toContain('No epoch has ended');
    await writer.finish({ status: 'failed', error: { message: 'loss is <NaN>', exitCode: 3 } });
    expect((await reported(findRun(temporaryFolder(), writer.folder))).html).toContain('loss is &lt;NaN&gt;');
  });
});

test('a record that others have changed is refused, or makes a page', async () => {
  const record = recordOf('changed');
  const keys = [
    ...Object.keys(record),
    'experiment.architecture',
    'experiment.training',
    'metrics.final',
    'metrics.best',
    'git.dirty',
    'git.reason',
    'cpu.features',
  ];
  const layers = fc.constantFrom(
    [3],
    [{ Dense: { inputs: 3 } }],
    [{ Dense: { name: 'a', inputs: ['b'] } }, 'ReLU'],
    [{ Add: { inputs: ['a'], name: 'a' } }],
  );
  let pages = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.constantFrom(...keys), fc.oneof(fc.jsonValue(), layers), { maxKeys: 2 }),
      async (changes) => {
        const other = structuredClone(record) as unknown as Record<string, Record<string, unknown>>;
        for (const [path, value] of Object.entries(changes)) {
          const [key, inner] = path.split('.') as [string, string?];
          if (inner === undefined) delete other[key];
          if (inner === undefined && value !== null) other[key] = value as Record<string, unknown>;
          else if (inner !== undefined && typeof other[key] === 'object' && other[key])
            other[key][inner] = value;
        }
        let read: RunRecord;
        try {
          read = parseRun(JSON.stringify(other), 'run.json');
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          return;
        }
        const { html } = await makeReport([{ folder: '/nowhere/a', record: read }], { predictions: false });
        expect(html).toMatch(/<\/html>\n$/);
        pages++;
      },
    ),
    { numRuns: 300 },
  );
  expect(pages).toBeGreaterThan(30);
});

test('10,000 epochs make a page of under a megabyte, in under two seconds', async () => {
  const writer = await createRecord(temporaryFolder(), startOf('long'));
  for (let epoch = 1; epoch <= 10_000; epoch++) writer.epoch(rowOf(epoch, 1 / epoch + (epoch % 7) / 100));
  await writer.finish({ status: 'completed' });
  const begun = performance.now();
  const { html } = await reported(findRun(temporaryFolder(), writer.folder));
  expect(performance.now() - begun).toBeLessThan(2000);
  expect(html.length).toBeLessThan(1e6);
  expect(text(html)).toContain('One of 20 epochs, and the last');
});

describe('the file', () => {
  test('replaces what was there, and leaves nothing beside it', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'a.html');
    writeReport(file, 'one');
    writeReport(file, 'two');
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['a.html']);
  });

  test.each([
    ['missing/a.html', /its folder does not exist/],
    ['folder', /a folder stands there/],
    ['file/a.html', /a file stands where its folder is expected/],
  ])('%s cannot be written, which is said with exit code 4', (name, message) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'file'), '');
    const write = () => writeReport(join(folder, name), 'x');
    expect(write).toThrow(message);
    expect(write).toThrow(expect.objectContaining({ exitCode: EXIT.io }));
    expect(existsSync(join(folder, '.folder.new'))).toBe(false);
  });
});
