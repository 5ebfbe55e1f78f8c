import type { Found } from '../../rates/found.js';
import { shown } from '../../rates/shown.js';
import { ratesSvg } from '../../report/svg/rates.js';
import { canvasOf, chartsText } from './curves.js';

type Screen = Parameters<typeof canvasOf>[0];
type Env = Parameters<typeof canvasOf>[1];

/** A rate with the two digits that mean something. */
const short = (rate: number) => String(Number(rate.toPrecision(2)));

/** The curve, what it suggests and how to take it. */
export function ratesText(found: Found, screen: Screen, env: Env): string {
  const { key, suggestions } = found;
  const points = shown(found);
  const chart = {
    title: 'loss',
    powers: true,
    curves: [
      {
        name: 'smoothed, over the learning rate',
        epochs: points.map(([rate]) => Math.log10(rate)),
        values: points.map(([, smoothed]) => smoothed),
      },
    ],
  } as const;
  const lines = [chartsText([chart], canvasOf(screen, env)), '', endOf(found)];
  if (suggestions) {
    const { steepest, minimum_tenth } = suggestions;
    lines.push(
      `steepest descent at ${short(steepest)}; a tenth of the minimum is ${short(minimum_tenth)}`,
      `to take it: ${key}=${short(steepest)}`,
    );
  } else {
    lines.push(
      'the loss does not fall, so no rate is suggested: try other rates (--from, --to), more --steps, or look at data and loss',
    );
  }
  return lines.join('\n');
}

function endOf({ tried, diverged }: Found): string {
  const steps = `${tried.length} ${tried.length === 1 ? 'step' : 'steps'}`;
  const last = tried.at(-1);
  if (!last) return 'the loss is not finite from the first step on';
  const end = diverged ? `the loss diverged at ${short(last.rate)}` : `up to ${short(last.rate)}`;
  return `${steps}, ${end}`;
}

/** What `--json` prints. */
export function ratesJson({ name, key, tried, diverged, suggestions }: Found): object {
  return {
    name,
    key,
    steps: tried.length,
    diverged,
    steepest: suggestions?.steepest ?? null,
    minimum_tenth: suggestions?.minimum_tenth ?? null,
    rates: tried.map(({ rate }) => rate),
    losses: tried.map(({ loss }) => loss),
    smoothed: tried.map(({ smoothed }) => smoothed),
  };
}

/** The curve as an SVG file, with the suggestions marked. */
export function ratesSvgOf(found: Found): string {
  const { name, suggestions } = found;
  const { steepest, minimum_tenth } = suggestions ?? {};
  const mark = (rate: number | undefined, words: string) =>
    rate === undefined ? [] : [[rate, `${words}: ${short(rate)}`] as const];
  return ratesSvg({
    title: `${name}: smoothed loss over the learning rate`,
    points: shown(found),
    marks: [...mark(steepest, 'steepest descent'), ...mark(minimum_tenth, 'a tenth of the minimum')],
  });
}
