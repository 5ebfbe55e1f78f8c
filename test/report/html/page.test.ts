import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DARK, DASHES, LIGHT } from '../../../src/report/html/colours.js';
import { pageOf } from '../../../src/report/html/page.js';
import { STYLES } from '../../../src/report/svg/line-chart.js';
import { parseHistory } from '../../../src/runs/history.js';
import { experimentOf } from '../../runs/made.js';
import { recordOf, viewOf } from '../views.js';

/** Names of all tags, in order. */
const tagsIn = (html: string) =>
  [...html.matchAll(/<\/?([a-z0-9]+)[\s>]/gi)].map(([, name]) => name!.toLowerCase());
const attribute = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value]) => value!);

const predicted = (x: number[]) => {
  const view = viewOf('values');
  if (!('value' in view.predictions)) throw new Error('expected predictions');
  const [truth, found] = [Float32Array.from(x), Float32Array.from(x, (value) => value + 1)];
  return {
    value: {
      ...view.predictions.value,
      judgement: { kind: 'values' as const, width: 1, omitted: 0, truth, predicted: found },
    },
  };
};

const pages: [string, string][] = [
  ['one run', pageOf([viewOf('one')])],
  [
    'several runs',
    pageOf([
      viewOf('a'),
      viewOf('b', { record: recordOf('b', { experiment: experimentOf('b', { seed: 8 }) }) }),
      viewOf('c'),
    ]),
  ],
  ['values', pageOf([viewOf('values', { predictions: predicted([1, 2, 300]) })])],
  ['many runs', pageOf(Array.from({ length: 11 }, (_, i) => viewOf(`run ${i}`)))],
  [
    'a run of which everything is missing',
    pageOf([
      viewOf('nothing', {
        record: recordOf('nothing', {
          status: 'failed',
          error: { message: 'loss is NaN', exit_code: 3 },
          metrics: { final: {}, best: {} },
          expect: [],
        }),
        history: { reason: 'metrics.csv: gone' },
        text: { reason: 'experiment.yaml: gone' },
        predictions: { reason: 'no weights' },
      }),
    ]),
  ],
];

describe.each(pages)('the page of %s', (_, page) => {
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
    for (const end of attribute(page, 'marker-end')) expect(ids).toContain(/url\(#(.*)\)/.exec(end)![1]);
  });

  test('loads nothing and runs nothing', () => {
    expect(tagsIn(page)).not.toContain('script');
    expect(tagsIn(page)).not.toContain('link');
    expect(page).not.toMatch(/\son\w+="|javascript:|@import|https?:/i);
    for (const source of attribute(page, 'src')) expect(source).toMatch(/^data:image\/png;base64,/);
    const style = /<style>(.*?)<\/style>/s.exec(page)![1]!;
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(
      `default-src 'none'; img-src data:; style-src 'sha256-${hash}'`.replaceAll("'", '&#39;'),
    );
    expect(page.replace(/<style>.*?<\/style>/s, '')).not.toMatch(/\sstyle="/);
  });

  test('has headings without a step left out', () => {
    const levels = tagsIn(page)
      .filter((tag) => /^h\d$/.test(tag))
      .map((tag) => Number(tag[1]));
    expect(levels[0]).toBe(1);
    for (const [i, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1);
  });

  test('holds no number that is none', () => {
    expect(page.replace(/NaN<\/code>|loss is NaN/g, '')).not.toMatch(/NaN|undefined|\[object/);
  });
});

test('names of all kinds are text', () => {
  const name = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
  const view = viewOf(name);
  if (!('value' in view.predictions)) throw new Error('expected predictions');
  const hostile = viewOf(name, {
    record: recordOf(name, {
      id: name,
      description: name,
      tags: [name],
      classes: [name, name],
      overrides: [name],
      file: name,
      platform: name,
      stop_reason: name,
      status: name as 'failed',
      versions: { [name]: name },
      git: { commit: null, dirty: null, reason: name },
      error: { message: name, exit_code: 3 },
      expect: [{ metric: name, value: 1, min: 0, max: 1, pass: false }],
      nulls: { [name]: name },
      metrics: { final: { test: { [name]: 1 } }, best: {} },
    }),
    text: { value: name },
    history: { value: { ...parseHistory('epoch\n1\n2\n', ''), curves: new Map([[name, [1, 2]]]) } },
    model: { layers: [{ name, type: name, inputs: ['input'] }], summary: { reason: name } },
    predictions: { value: { ...view.predictions.value, features: [name, name], weights: name } },
  });
  const safe = new Set([
    ...tagsIn(pages[0]![1]),
    ...tagsIn(pages[1]![1]),
    ...tagsIn(pages[4]![1]),
    'strong',
    'span',
    'p',
  ]);
  for (const page of [pageOf([hostile]), pageOf([hostile, viewOf('other')])]) {
    expect(tagsIn(page).filter((tag) => !safe.has(tag))).toEqual([]);
    expect(tagsIn(page)).not.toContain('img');
    // An attribute would begin behind a quote or a blank inside a tag.
    for (const [tag] of page.matchAll(/<[a-z](?:"[^"]*"|[^">])*>/gi))
      expect(tag.replace(/"[^"]*"/g, '')).not.toMatch(/onerror|alert/);
  }
});

describe('what the pages say', () => {
  const one = pages[0]![1];
  const several = pages[1]![1];

  test('of one run', () => {
    for (const text of [
      'What it is for.',
      '✓ met',
      'at most 1',
      'cat',
      'width',
      '66.67 %',
      'training.epochs=2',
      'with changes that were not committed',
    ])
      expect(one).toContain(text);
    expect(one).toMatch(/<dt>Duration<\/dt><dd>1:00<\/dd>/);
    // The one row that is wrong has the highest loss.
    expect(one).toMatch(
      /<th scope="row" class="number">2<\/th><td class="number">7\.8000<\/td><td class="text"><b>dog<\/b> <span class="dim">&lt; 0\.1 %/,
    );
  });

  test('of a model that takes columns by a name: where these come from', () => {
    const layers = [
      { name: 'a', type: 'Dense', inputs: ['house'] },
      { name: 'b', type: 'Dense', inputs: ['a', 'input'] },
    ];
    const page = pageOf([viewOf('x', { model: { layers, summary: { reason: 'not asked' } } })]);
    const picture = /<svg class="graph"[\s\S]*?<\/svg>/.exec(page)![0];
    expect(picture).toContain('>house</text>');
    // input to house, house to a, a and input to b
    expect(picture.match(/class="edge"/g)).toHaveLength(4);
  });

  test('of several runs: what differs, and which is best', () => {
    expect(several).toMatch(/<th scope="row" class="text"><code>seed<\/code>/);
    expect(several).toContain('★');
    expect(several.match(/<article /g)).toHaveLength(3);
  });

  test('of what is missing: why', () => {
    const page = pages[4]![1];
    for (const text of [
      'loss is NaN',
      'metrics.csv: gone',
      'experiment.yaml: gone',
      'no weights',
      'this one was made up',
    ])
      expect(page).toContain(text);
  });
});

describe('colours', () => {
  /** WCAG 2's ratio of contrast. */
  const luminance = (colour: string) => {
    const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
    const [r, g, b] = parts.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    ) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
    return (light + 0.05) / (dark + 0.05);
  };

  test.each([['light', LIGHT] as const, ['dark', DARK] as const])(
    '%s ones have a contrast of 4.5',
    (_, colours) => {
      const { paper, panel, ink, dim, link, good, bad, hit, miss, series } = colours;
      for (const colour of [ink, dim, link, good, bad, ...series]) {
        for (const ground of [paper, panel])
          expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
      for (const ground of [hit, miss])
        expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      expect(series).toHaveLength(STYLES);
      expect(new Set([...series, ...DASHES]).size).toBe(2 * STYLES);
    },
  );
});
