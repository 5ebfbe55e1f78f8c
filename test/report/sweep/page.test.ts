import { describe, expect, test } from 'vitest';
import { makeSweepReport } from '../../../src/report/sweep/report.js';
import type { StoredSweep } from '../../../src/sweeps/record/record.js';
import { MANY, manyTrials, onDisk, sweepOf, trialOf } from '../../sweeps/results/made.js';
import { SWEEPS } from './sweeps.js';

/** Names of all tags, in order. */
const tagsIn = (html: string) =>
  [...html.matchAll(/<\/?([a-z0-9]+)[\s>]/gi)].map(([, name]) => name!.toLowerCase());
const attribute = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value]) => value!);
const pageOf = (sweep: StoredSweep) => makeSweepReport(sweep).html;
const text = (page: string) => page.replace(/<style>.*?<\/style>|<[^>]+>/gs, ' ').replace(/\s+/g, ' ');

describe.each(Object.entries(SWEEPS))('the page of a sweep: %s', (_, sweep) => {
  const page = pageOf(sweep);

  test('has balanced tags', () => {
    const open: string[] = [];
    for (const [, slash, name, , closed] of page.matchAll(/<(\/?)([a-z0-9]+)((?:"[^"]*"|[^">])*?)(\/?)>/gi)) {
      if (slash) expect(open.pop()).toBe(name);
      else if (!closed && !/^(meta|img|br)$/.test(name!)) open.push(name!);
    }
    expect(open).toEqual([]);
  });

  test('has ids that are unique, and links and labels that lead to them', () => {
    const ids = attribute(page, 'id');
    expect(new Set(ids).size).toBe(ids.length);
    for (const href of attribute(page, 'href')) expect(ids).toContain(href.replace(/^#/, ''));
    for (const label of attribute(page, 'aria-labelledby').flatMap((list) => list.split(' ')))
      expect(ids).toContain(label);
  });

  test('loads nothing, runs nothing, and holds no number that is none', () => {
    expect(tagsIn(page)).not.toContain('script');
    expect(/\son\w+="|javascript:|@import|https?:/i.exec(page)?.[0]).toBeUndefined();
    expect(/<\/style>.*\sstyle="/s.test(page)).toBe(false);
    const told = page.replace(/&lt;NaN&gt;|became NaN/g, '');
    expect(/.{0,40}(?:NaN|undefined|Infinity|\[object).{0,40}/.exec(told)?.[0]).toBeUndefined();
  });

  test('has headings without a step left out', () => {
    const levels = tagsIn(page).flatMap((tag) => (/^h\d$/.test(tag) ? Number(tag[1]) : []));
    expect(levels[0]).toBe(1);
    for (const [i, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1);
  });
});

describe('what the page says', () => {
  test('of a sweep: the best, each trial, what failed, what matters', () => {
    const page = pageOf(SWEEPS['forty trials']!);
    const shown = text(page);
    expect(shown).toContain('Best is trial 22 with val_accuracy 0.9800.');
    expect(shown).toMatch(/of them stopped 7/);
    expect(shown).toMatch(/trials message 16, 33 the loss became NaN/);
    expect(shown).toMatch(/val_accuracy optimizer\.adam\.learning_rate 9\d %/);
    expect(page.match(/class="thread/g)).toHaveLength(38);
    expect(page).toContain(
      '<title>trial 22: val_accuracy 0.9800\nunits=128, learning_rate=0.004501, batch_size=32</title>',
    );
  });

  test('of one without a trial', () => {
    const shown = text(pageOf(SWEEPS['nothing yet']!));
    expect(shown).toContain('No trial has been trained to its end so far.');
    expect(shown).toContain('There is nothing to show: no trial has begun.');
  });

  test('lists by letters, which a table explains', () => {
    const shown = text(pageOf(SWEEPS['conditions, lists and zips']!));
    expect(shown).toMatch(
      /letter parameter value A architecture \[\{&quot;Dense&quot;:\{&quot;units&quot;:8/,
    );
    expect(shown).toContain('A / []');
  });

  test('of one that this version cannot read: no pictures of parameters, but trials', () => {
    const shown = text(pageOf(SWEEPS['what is no longer to be read']!));
    expect(shown).not.toContain('Importance');
    expect(shown).toContain('History');
  });

  test('with curves of the best trials, where their runs are', async () => {
    const sweep = await onDisk(sweepOf(manyTrials(12), { ...MANY, experiment: '/nowhere/made.yaml' }));
    const page = pageOf(sweep);
    const curves = page.slice(page.indexOf('id="curves"'), page.indexOf('id="trials"'));
    expect(attribute(curves, 'id').filter((id) => /^curve-\d$/.test(id) || /title$/.test(id))).toHaveLength(
      4,
    );
    expect([...curves.matchAll(/<strong>([^<]*)</g)].map(([, title]) => title)).toEqual([
      'validation accuracy',
      'accuracy',
      'validation loss',
      'loss',
    ]);
    expect(text(page)).toContain('method: random');
    expect(text(page)).toContain('# A network on made-up data.');
  });
});

test('names of all kinds are text', () => {
  const name = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
  const trials = manyTrials(30).map((trial) => ({
    ...trial,
    values: { [name]: trial.number % 3 === 0 ? name : String(trial.number % 3), other: trial.number },
    run: name,
    error: trial.error && { message: name, exit_code: 3 },
  }));
  const page = pageOf(
    sweepOf(trials, {
      id: name,
      name,
      description: name,
      method: name,
      grid: [name],
      experiment: name,
      file: name,
      status: name as 'failed',
      error: { message: name, exit_code: 4 },
      objectives: [{ name, goal: 'maximize' }],
      parameters: { [name]: { values: [name, '1', '2'] }, other: { min: 0, max: 100 } },
    }),
  );
  const safe = new Set(Object.values(SWEEPS).flatMap((sweep) => tagsIn(pageOf(sweep))));
  for (const tag of ['ul', 'li', 'p', 'strong', 'span']) safe.add(tag);
  expect(tagsIn(page).filter((tag) => !safe.has(tag))).toEqual([]);
  for (const [tag] of page.matchAll(/<[a-z](?:"[^"]*"|[^">])*>/gi))
    expect(tag.replace(/"[^"]*"/g, '')).not.toMatch(/onerror|alert/);
});

test('a thousand trials take less than 1 MB, and are made in seconds', () => {
  const begun = performance.now();
  const page = pageOf(sweepOf(manyTrials(1000), MANY));
  expect(page.length).toBeLessThan(1e6);
  expect(performance.now() - begun).toBeLessThan(10_000);
});

test('of parameters that change together, a word speaks for all', () => {
  const words = ['none', 'dropout', 'less'];
  const trials = words.map((name, i) =>
    trialOf(i, { values: { name, architecture: [{ Dense: { units: i } }] } }),
  );
  const page = pageOf(
    sweepOf(trials, {
      parameters: {
        name: { values: words },
        architecture: { values: trials.map(({ values }) => values.architecture) },
      },
      zip: [['name', 'architecture']],
    }),
  );
  const shown = text(page);
  expect(shown).toContain('It sets name=none.');
  expect(shown).not.toContain('What letters stand for');
  const ticks = /<g class="ticks middle">(.*?)<\/g>/gs;
  const slice = page.slice(page.indexOf('id="slices"'));
  expect([...ticks.exec(slice)![1]!.matchAll(/>([^<]+)</g)].map(([, label]) => label)).toEqual([
    ...words,
    'name',
  ]);
});
