import { formatPath, type Path } from '../experiment/path.js';
import { type RunRecord, SPLITS } from './record.js';

export type Fact = string | number | boolean | null;
/** What a run was made of, by key. */
export type Facts = ReadonlyMap<string, Fact>;

/**
 * Everything about a run that its numbers may depend on, one value a key: the resolved experiment
 * (`optimizer.adam.learning_rate`), then `data` (its hash), code, versions and machine. A choice without options counts
 * as one with none, so that `adam` and `adam: {}` do not differ.
 */
export function factsOf(record: RunRecord): Facts {
  const facts = new Map<string, Fact>();
  const {
    name: _name,
    description: _description,
    tags: _tags,
    expect: _expect,
    ...computed
  } = record.experiment;
  for (const [path, value] of leaves(computed, [])) facts.set(formatPath(path), value);
  facts.set('data hash', record.data_hash.slice(0, 8));
  facts.set('git commit', record.git?.commit?.slice(0, 8) ?? null);
  facts.set('git dirty', record.git?.dirty ?? null);
  for (const [name, version] of Object.entries(record.versions)) facts.set(`version of ${name}`, version);
  facts.set('threads', record.threads);
  facts.set('cpu', record.cpu?.model ?? null);
  facts.set('platform', record.platform ?? null);
  return facts;
}

/** Final metrics, `test.accuracy`; what was not finite is null. */
export function metricsOf(record: RunRecord): ReadonlyMap<string, number | null> {
  const metrics = new Map<string, number | null>();
  for (const split of SPLITS) {
    for (const [name, value] of Object.entries(record.metrics.final[split] ?? {})) {
      metrics.set(`${split}.${name}`, value);
    }
  }
  return metrics;
}

function* leaves(value: unknown, path: Path): Generator<[Path, Fact]> {
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null) return yield [path, value as Fact];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  // A list of numbers, as a kernel's size, is one value.
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
    return yield [path, `[${value.join(', ')}]`];
  }
  if (entries.length === 0) yield [path, '{}'];
  for (const [key, item] of entries) yield* leaves(item, [...path, key]);
}
