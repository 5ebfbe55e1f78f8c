import { line } from 'd3-shape';
import type { Trial } from '../../sweeps/record/record.js';
import type { Results } from '../../sweeps/results/results.js';
import { html, type Markup } from '../markup.js';
import { valueAxis } from '../svg/axis.js';
import { dots } from '../svg/dots.js';
import { areaFor, plot } from '../svg/plot.js';
import { dotLegend, kindOf, tellTrial } from './outcomes.js';

/** Two objectives against one another, with the trials that nothing beats in both. */
export function frontFigure(results: Results, [a, b]: readonly [number, number]): Markup {
  const { sweep, ranking } = results;
  const [across, up] = [sweep.record.objectives[a]!, sweep.record.objectives[b]!];
  const known = sweep.trials.filter((trial) =>
    [a, b].every((i) => ['done', 'stopped'].includes(kindOf(trial, i) ?? '')),
  );
  const valuesOf = (i: number) => known.map(({ objectives }) => objectives[i]!);
  const area = areaFor(valueAxis(valuesOf(b), [0, 1]).ticks.map(({ label }) => label));
  const x = valueAxis(valuesOf(a), [area.left, area.right]);
  const y = valueAxis(valuesOf(b), [area.bottom, area.top]);
  const place = ({ objectives }: Trial) => [x.place(objectives[a]!), y.place(objectives[b]!)] as const;
  const isBest = new Set(ranking.best);
  const front = known
    .filter(({ number }) => isBest.has(number))
    .sort((one, other) => one.objectives[a]! - other.objectives[a]!);
  const all = known.map((trial) => {
    const [px, py] = place(trial);
    return { x: px, y: py, kind: kindOf(trial, a)!, title: tellTrial(results, trial) };
  });
  const path = line<readonly [number, number]>().digits(1);
  const title = `${up.name} over ${across.name}`;
  const plotted = plot(
    {
      id: `front-${a}-${b}`,
      title,
      description: `${known.length} trials, ${front.length} of them on the front: ${across.goal} ${across.name}, ${up.goal} ${up.name}.`,
      area,
      x,
      y,
      xLabel: across.name,
    },
    html`<g class="series s0">${dots(all)}</g><g class="series s1"><path class="line solid" d="${path(front.map(place)) ?? ''}"/>${front.map(
      (trial) => {
        const [px, py] = place(trial);
        return html`<circle class="best" cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="6"/>`;
      },
    )}</g>`,
  );
  const legend = dotLegend(
    all.map(({ kind }) => kind),
    [html`<li>${MARK}nothing beats it in all objectives</li>`],
  );
  return html`<figure><figcaption><strong>${title}</strong>${legend}</figcaption>${plotted}</figure>\n`;
}

const MARK = html`<svg class="swatch" viewBox="0 0 16 12" aria-hidden="true"><g class="series s1"><circle class="best" cx="8" cy="6" r="4.5"/></g></svg>`;
