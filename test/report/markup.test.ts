import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { html } from '../../src/report/markup.js';

describe('a template', () => {
  test('escapes all that is not markup, in elements and in quotes', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const made = html`<p title="${text}">${[text, html`<b>${text}</b>`]}</p>`.text;
        const tags = made.match(/<[^>]*>/g);
        expect(tags?.map((tag) => tag.replace(/title=".*"/s, 'title'))).toEqual([
          '<p title>',
          '<b>',
          '</b>',
          '</p>',
        ]);
        expect(made.split('"')).toHaveLength(3);
      }),
    ));

  test('leaves out what is absent', () => {
    expect(html`${undefined}${null}${false}${0}${''}${[]}`.text).toBe('0');
  });

  test('has no control characters', () => {
    expect(html`${'a\u0000\u001b[31mb\nc\td\ud800'}`.text).toBe('a\ufffd\ufffd[31mb\nc\td\ufffd');
  });
});
