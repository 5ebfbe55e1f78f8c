import { formatValue } from '../training/progress-text.js';
import type { Gate } from './gate.js';

type Facts = Omit<Gate, 'message'>;

/** What a gate found, and what to do where that is not plain: one sentence for terminals, annotations and reports. */
export function sentence(facts: Facts): string {
  return SENTENCES[facts.verdict](facts);
}

const SENTENCES: { readonly [verdict in Gate['verdict']]: (facts: Facts) => string } = {
  missing: ({ metric, value }) =>
    value === null
      ? `${metric} has no finite value in this run`
      : `${metric} is ${shown(value)}, and the baseline has no value for it: make it anew with --update`,
  unmet: (facts) => `${facts.metric} is ${exact(facts)}, expected ${range(facts)}; ${moved(facts)}`,
  worse: (facts) => `${head(facts)}: ${moved(facts)}, worse than the tolerance of ${limit(facts)}`,
  better: (facts) =>
    `${head(facts)}: ${moved(facts)}, better than the tolerance of ${limit(facts)}; --update keeps it`,
  ok: (facts) => `${head(facts)}: ${moved(facts)}, within the tolerance of ${limit(facts)}`,
};

const head = ({ metric, value }: Facts) => `${metric} is ${shown(value!)}`;

/** In full where rounding would put it on the good side of a bound. */
function exact({ value, min, max }: Facts): string {
  const text = shown(value!);
  const misleading = Number(text) >= (min ?? -Infinity) && Number(text) <= (max ?? Infinity);
  return misleading ? String(value) : text;
}

function range({ min, max, value }: Facts): string {
  const bound = [
    min !== null && value! < min && `at least ${min}`,
    max !== null && value! > max && `at most ${max}`,
  ];
  return bound.filter(Boolean).join(' and ');
}

function moved({ change, deviations, baseline }: Facts): string {
  const of = `the baseline's ${spread(baseline!)}`;
  if (change === 0) return `equal to ${of}`;
  const far = deviations === null ? '' : ` (${deviationsOf(Math.abs(deviations))})`;
  return `${shown(Math.abs(change!))}${far} ${change! > 0 ? 'above' : 'below'} ${of}`;
}

const limit = ({ allowed, tolerance }: Facts) =>
  tolerance === String(allowed) ? tolerance : `${shown(allowed!)} (${tolerance})`;

/** `0.9760 ± 0.0010` */
export function spread({
  mean,
  deviation,
}: {
  readonly mean: number;
  readonly deviation: number | null;
}): string {
  return deviation === null ? shown(mean) : `${shown(mean)} ± ${shown(deviation)}`;
}

/** `2.4 deviations`, `310 deviations`. */
export function deviationsOf(count: number): string {
  return `${rounded(count)} deviations`;
}

export const rounded = (count: number) =>
  count < 100 ? count.toFixed(1) : count < 1e6 ? count.toFixed(0) : count.toExponential(1);

/** Four decimals as far as they say something, so that values and differences line up; zero needs none. */
export function shown(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  return size >= 5e-5 && size < 1e-3 ? value.toFixed(4) : formatValue(value);
}
