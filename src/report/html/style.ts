import { type Colours, DARK, DASHES, LIGHT } from './colours.js';

const variables = ({ series, ...rest }: Colours) =>
  [...Object.entries(rest), ...series.map((colour, i) => [`s${i}`, colour])]
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');

const SERIES = DASHES.map((dash, i) => `.s${i}{--own:var(--s${i});--dash:${dash}}`).join('\n');

/** Cells of a confusion matrix, from none to full. */
const SHADES = ['hit', 'miss']
  .flatMap((kind) =>
    Array.from(
      { length: 11 },
      (_, i) => `.${kind}.h${i}{background:color-mix(in srgb,var(--${kind}) ${10 * i}%,var(--paper))}`,
    ),
  )
  .join('\n');

const BASE = `
*{box-sizing:border-box}
html{scroll-behavior:smooth}
body{margin:0 auto;max-width:70rem;padding:1.5rem 1.25rem 3rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
h1,h2,h3{line-height:1.25;text-wrap:balance}
h1{font-size:1.9rem;margin:0 0 .75rem}
h2{font-size:1.35rem;margin:2.5rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--rule)}
h3{font-size:1.1rem;margin:1.75rem 0 .5rem}
article>h2{font-size:1.6rem;margin-top:4rem;border-top:3px solid var(--rule)}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
main:focus{outline:none}
.skip{position:absolute;left:-100rem}
.skip:focus{left:1rem;top:.5rem;padding:.5rem 1rem;background:var(--paper);z-index:1}
nav ul,.legend,.images{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap}
nav ul{gap:.25rem 1.1rem}
nav a{display:inline-block;padding:.2rem 0}
footer{margin-top:3rem;color:var(--dim);font-size:.875rem}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.875em}
pre{margin:0;padding:.9rem 1rem;tab-size:2}
.lead{font-size:1.1rem;margin:.5rem 0 1rem}
.dim{color:var(--dim)}
.good{color:var(--good)}
.bad{color:var(--bad)}
.missing{color:var(--dim);font-style:italic}
.error{border-left:4px solid var(--bad);padding:.5rem 1rem;background:var(--panel)}
.pre{white-space:pre-wrap}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.badge,.tag{display:inline-block;padding:0 .55em;border:1px solid var(--rule);border-radius:1em;font-size:.9em;background:var(--panel)}
.badge{font-weight:600}
.badge.completed{color:var(--good);border-color:currentColor}
.badge.failed{color:var(--bad);border-color:currentColor}
`;

const BLOCKS = `
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,9.5rem),1fr));gap:.6rem 1.5rem;margin:0 0 1rem}
.facts dt{color:var(--dim);font-size:.875rem}
.facts dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow:auto;max-height:44rem;margin:.75rem 0 1rem;border:1px solid var(--rule);border-radius:6px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:.5rem .75rem;color:var(--dim);font-size:.9rem;background:var(--panel)}
th,td{padding:.3rem .75rem;border-top:1px solid var(--rule);text-align:left;vertical-align:baseline}
thead th{white-space:nowrap;background:var(--panel);font-size:.9rem}
tbody th{font-weight:500;min-width:6rem}
.number{text-align:right;white-space:nowrap}
.scroll:has(.matrix){width:fit-content;max-width:100%}
.matrix{width:auto}
.matrix td,.matrix thead th{text-align:center;min-width:2.9rem;padding:.3rem .4rem}
.matrix td.hit,.matrix td.miss{border:1px solid var(--paper)}
.matrix tbody th{min-width:0;text-align:right;background:var(--panel);white-space:nowrap}
.matrix .corner{color:var(--dim);font-size:.8rem;background:var(--panel);white-space:nowrap}
.score{display:inline-flex;align-items:center;gap:.5rem}
.bar{width:40px;height:8px}
.bar .room{fill:var(--rule)}
.bar .part{fill:var(--s0)}
details{margin:.75rem 0}
summary{cursor:pointer;color:var(--link);padding:.2rem 0;width:fit-content}
.images{gap:1rem;display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr))}
.images li{background:var(--panel);border-radius:6px;padding:.75rem;text-align:center}
.images img{width:96px;height:96px;object-fit:contain;image-rendering:pixelated;background:var(--rule);border-radius:3px}
.images p{margin:.4rem 0 0;font-size:.875rem;line-height:1.35}
`;

const PICTURES = `
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1.5rem}
figure{margin:0;min-width:0;max-width:36rem}
figcaption{min-height:3.1em;margin-bottom:.25rem}
figcaption strong{display:block}
.legend{gap:0 1rem;line-height:1.6;font-size:.9rem}
.swatch{width:28px;height:12px;margin-right:.35rem;vertical-align:-.05em}
.swatch[viewBox="0 0 16 12"]{width:16px}
.plot{display:block;width:100%;height:auto}
.plot text{font-size:13px;fill:var(--dim)}
.grid path{stroke:var(--rule);fill:none}
.axis{stroke:var(--dim);fill:none}
.end{text-anchor:end}
.middle{text-anchor:middle}
.line{fill:none;stroke:var(--own);stroke-width:2;stroke-dasharray:var(--dash);stroke-linejoin:round}
.dot{fill:var(--own)}
.spot{fill:transparent}
.spot:hover{fill:var(--own);fill-opacity:.5}
.best{fill:none;stroke:var(--own);stroke-width:2.5;pointer-events:none}
.cloud{fill:var(--own);fill-opacity:.5}
.diagonal{stroke:var(--dim);stroke-dasharray:4 4}
.graph{display:block;margin:.75rem auto}
.box rect{fill:var(--panel);stroke:var(--dim)}
.box text{font-size:13px;text-anchor:middle;fill:var(--dim)}
.box .name{font-weight:600;fill:var(--ink)}
.edge{fill:none;stroke:var(--dim);stroke-width:1.5}
.head{fill:var(--dim)}
`;

const MEDIA = `
@media (max-width:40rem){body{padding:1rem .9rem 2rem}h1{font-size:1.5rem}.plot text{font-size:16px}th,td{padding:.3rem .5rem}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{body{max-width:none;padding:0;font-size:10pt;print-color-adjust:exact}nav,.skip{display:none}.scroll{overflow:visible;max-height:none}figure,tr,.images li{break-inside:avoid}h2,h3{break-after:avoid}.graph{max-width:100%;height:auto}}
`;

/** The style of the page: its text is what the page's policy allows. Prints in the light colours. */
export const STYLE = `:root{color-scheme:light dark;${variables(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{${variables(DARK)}}}
${BASE}${BLOCKS}${SERIES}
${SHADES}
${PICTURES}${MEDIA}`;
