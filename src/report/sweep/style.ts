import { STYLE } from '../html/style.js';
import { SHADES, shadeClass } from './shades.js';

/** From the worst to the best. */
const RAMP = Array.from({ length: SHADES }, (_, i) => {
  const part = Math.round((100 * i) / (SHADES - 1));
  return `.${shadeClass(i)}{--shade:color-mix(in oklab,var(--s1) ${part}%,var(--faint))}`;
}).join('\n');

/** The style of a page about a sweep: that of all reports, and what only its pictures have. */
export const SWEEP_STYLE = `${STYLE}
:root{--faint:color-mix(in oklab,var(--s0) 22%,var(--paper))}
${RAMP}
figure.wide{max-width:none}
.legend.trials{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));margin-bottom:1rem}
figcaption.title{min-height:0}
figcaption p{margin:0;font-size:.9rem}
.legend+.charts{margin-top:.75rem}
.done{fill:var(--own);fill-opacity:.75}
.stopped{fill:var(--paper);stroke:var(--own);stroke-width:1.5}
.cross{fill:none;stroke:var(--bad);stroke-width:1.8}
.points{fill:none;stroke:var(--own);stroke-width:6;stroke-linecap:round;stroke-opacity:.75}
.points.hole{stroke:var(--paper);stroke-width:3.2;stroke-opacity:1}
.solid{stroke-dasharray:none}
.over{--own:var(--ink)}
.over .done{stroke:var(--paper);stroke-width:1;fill-opacity:1}
.fill{fill:var(--shade);stroke:none}
.shades{width:120px;height:10px;margin:0 .4rem}
.share{width:120px;height:8px}
.share .room{fill:var(--rule)}
.share .part{fill:var(--s0)}
.parallel{display:block;margin:0 auto}
.parallel text{font-size:13px;fill:var(--dim);paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
.parallel .mark{text-anchor:end}
.parallel .name{text-anchor:middle;fill:var(--ink);font-weight:600}
.thread{fill:none;stroke:var(--shade);stroke-width:1.4;stroke-opacity:.8;stroke-linejoin:round}
.thread.stopped{fill:none;stroke:var(--shade);stroke-width:1;stroke-dasharray:4 3}
.many .thread{stroke-width:1;stroke-opacity:.45}
.thread.top,.many .thread.top{stroke:var(--s1);stroke-width:3;stroke-opacity:1}
.thread:hover{stroke:var(--ink);stroke-width:3;stroke-opacity:1}
`;
