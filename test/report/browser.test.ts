import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript
import { ensure } from '../../scripts/debian.mjs';
import { pageOf } from '../../src/report/html/page.js';
import { makeSweepReport } from '../../src/report/sweep/report.js';
import { temporaryFolder } from '../runs/temporary.js';
import { SWEEPS } from './sweep/sweeps.js';
import { imagesOf, valuesOf, viewOf } from './views.js';

const CHROMIUM = '/usr/bin/chromium';
const QUIET =
  '--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const missing: string[] = existsSync(CHROMIUM) ? [] : ensure(['chromium']);
const hasChromium = missing.length === 0 && existsSync(CHROMIUM);
if (!hasChromium) console.warn('SKIPPED: reports are not opened in a browser: there is no chromium here');

const nothing = { history: { reason: 'gone' }, text: { reason: 'gone' }, predictions: { reason: 'gone' } };
const pages: { readonly [name: string]: string } = {
  'a run': pageOf([viewOf('one')]),
  'runs of all kinds': pageOf([
    viewOf('images', imagesOf()),
    viewOf('values', valuesOf()),
    viewOf('nothing', nothing),
  ]),
  'a sweep': makeSweepReport(SWEEPS['forty trials']!).html,
  'a sweep over lists': makeSweepReport(SWEEPS['conditions, lists and zips']!).html,
  'a sweep of several objectives': makeSweepReport(SWEEPS['three objectives']!).html,
};

/** What runs in the page is text: the types of a browser are not among those of this project. */
const USABLE = `[...document.querySelectorAll('a[href], summary, [tabindex="0"]')]
  .filter((one) => one.checkVisibility()).map((one, i) => (one.dataset.place = String(i)))`;
const LEAST_LETTERS = `Math.min(...[...document.querySelectorAll('.plot text')].map((text) => {
  const svg = text.ownerSVGElement.getBoundingClientRect();
  return parseFloat(getComputedStyle(text).fontSize) * svg.width / text.ownerSVGElement.viewBox.baseVal.width;
}))`;
const styleOf = (selector: string, property: string) =>
  `getComputedStyle(document.querySelector('${selector}')).${property}`;

describe.skipIf(!hasChromium)('in Chromium, opened from disk', () => {
  let browser: Browser;
  const folder = temporaryFolder();
  beforeAll(async () => {
    const args = ['--headless', '--no-sandbox', ...QUIET.split(' ')];
    browser = await chromium.launch({ executablePath: CHROMIUM, args });
  });
  afterAll(() => browser?.close());

  /** The page, and everything that it asked for or complained about. */
  async function open(name: string): Promise<{ page: Page; heard: string[] }> {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, pages[name]!);
    const page = await browser.newPage({ colorScheme: 'light', viewport: { width: 1280, height: 900 } });
    const url = pathToFileURL(file).href;
    const heard: string[] = [];
    const hear = (what: string) => {
      if (what !== url && !what.startsWith('data:image/png')) heard.push(what);
    };
    page.on('console', (message) => hear(message.text()));
    page.on('pageerror', (error) => hear(String(error)));
    page.on('request', (request) => hear(request.url()));
    await page.goto(url);
    return { page, heard };
  }

  /** What axe has to complain of. */
  async function complaints(page: Page, options = '{}'): Promise<string[]> {
    const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
      `axe.run(document, ${options}).then(({ violations }) => violations)`,
    );
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
  }

  test.each(Object.keys(pages))(
    '%s: asks for nothing, reads well in light and dark and on a telephone',
    async (name) => {
      const { page, heard } = await open(name);
      // Closed parts are looked at too.
      await page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);
      await page.evaluate(AXE);
      expect(await page.evaluate(styleOf('body', 'backgroundColor'))).toBe('rgb(255, 255, 255)');
      expect(await complaints(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await page.evaluate(styleOf('body', 'backgroundColor'))).toBe('rgb(17, 21, 26)');
      expect(await complaints(page, `{ runOnly: ['color-contrast'] }`)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await page.evaluate(LEAST_LETTERS)).toBeGreaterThan(10);
      expect(heard).toEqual([]);
      await page.close();
    },
  );

  test('the keyboard reaches all that can be used, in order, and opens what is closed', async () => {
    const { page } = await open('a run');
    const usable = await page.evaluate<string[]>(USABLE);
    expect(usable.length).toBeGreaterThan(12);
    const reached: unknown[] = [];
    for (const _ of usable) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate('document.activeElement.dataset.place'));
    }
    expect(reached).toEqual(usable);
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(`document.querySelector('details').open`)).toBe(true);
    await page.locator('.skip').focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    expect(await page.getByRole('img', { name: 'loss', exact: true }).count()).toBe(1);
    await page.close();
  });

  test('on paper it is light, and what scrolls is there as a whole', async () => {
    const { page } = await open('a run');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate(styleOf('body', 'backgroundColor'))).toBe('rgb(255, 255, 255)');
    expect(await page.evaluate(styleOf('.scroll', 'overflow'))).toBe('visible');
    expect(await page.evaluate(styleOf('nav', 'display'))).toBe('none');
    await page.close();
  });
});
