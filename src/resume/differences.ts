import { canonicalJson } from '../experiment/index.js';
import type { Experiment } from '../experiment/types.js';
import type { Fingerprint } from '../training/checkpoint/state.js';

/** Something that is not as it was when a run ended. */
export interface Difference {
  readonly key: string;
  readonly before: string;
  readonly now: string;
}

/**
 * Why a run could not go on bit for bit: every part of the fingerprint that differs; where it is the experiment, every
 * key of it. Node counts by its major version. Empty where nothing differs.
 */
export function differences(
  before: { readonly fingerprint: Fingerprint; readonly experiment: Experiment },
  now: { readonly fingerprint: Fingerprint; readonly experiment: Experiment },
): Difference[] {
  const [was, is] = [before.fingerprint, now.fingerprint];
  const found: Difference[] = [];
  const compare = (key: string, a: unknown, b: unknown, show: (value: unknown) => string = text) => {
    if (a !== b) found.push({ key, before: show(a), now: show(b) });
  };
  if (was.experiment !== is.experiment) {
    found.push(...inValue('', computed(before.experiment), computed(now.experiment)));
    if (found.length === 0) compare('experiment', was.experiment, is.experiment, hash);
  }
  compare('data', was.data, is.data, (value) => `rows with the ${hash(value)}`);
  compare('engine', was.engine, is.engine, String);
  compare('engine threads', was.threads, is.threads);
  const names = [...Object.keys(was.versions), ...Object.keys(is.versions)];
  for (const name of new Set(names))
    compare(`version of ${name}`, was.versions[name], is.versions[name], (value) => String(value ?? 'none'));
  return found;
}

export function differenceText({ key, before, now }: Difference): string {
  return `${key}: ${before} -> ${now}`;
}

/** The keys that a fingerprint's hash is over. */
function computed(experiment: Experiment): unknown {
  const { data, seed, architecture, initial_weights, loss, optimizer, metrics, weighted_metrics, training } =
    experiment;
  const { epochs: _epochs, checkpoint: _checkpoint, on_nan: _onNan, ...loop } = training;
  return {
    seed,
    data,
    architecture,
    initial_weights,
    loss,
    optimizer,
    metrics,
    weighted_metrics,
    training: loop,
  };
}

function inValue(path: string, a: unknown, b: unknown): Difference[] {
  if (canonicalJson(a ?? null) === canonicalJson(b ?? null)) return [];
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    return a.flatMap((item, i) => inValue(`${path}[${i}]`, item, b[i]));
  }
  if (isMap(a) && isMap(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].flatMap((key) => inValue(path === '' ? key : `${path}.${key}`, a[key], b[key]));
  }
  return [{ key: path, before: text(a), now: text(b) }];
}

function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LONGEST = 60;

function text(value: unknown): string {
  const whole = value === undefined ? 'nothing' : JSON.stringify(value);
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST)}...` : whole;
}

const hash = (value: unknown) => `sha256 ${String(value).slice(0, 8)}`;
