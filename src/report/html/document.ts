import { createHash } from 'node:crypto';
import { version } from '../../version.js';
import { html, Markup } from '../markup.js';

/** A part of the page, by the id that it has there. */
export type Link = readonly [id: string, text: string];

export interface Page {
  readonly title: string;
  readonly style: string;
  /** What stands at the top for finding one's way. */
  readonly links: readonly Link[];
  readonly content: Markup;
}

/** A whole document that needs nothing else. */
export function documentOf({ title, style, links, content }: Page): string {
  const items = links.map(([id, text]) => html`<li><a href="#${id}">${text}</a></li>`);
  return `<!doctype html>\n${html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="dlx ${version}">
<title>${title} – dlx report</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header><h1>${title}</h1><nav aria-label="On this page"><ul>${items}</ul></nav></header>
<main id="content" tabindex="-1">
${content}
</main>
<footer>Made by dlx ${version}.</footer>
</body>
</html>
`}`;
}

/** Nothing is loaded and nothing runs: pictures stand in the page, and of styles only its own counts. */
function policyFor(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}
