import { createHash } from 'node:crypto';
import type { Experiment } from './types.js';

/**
 * SHA-256, in hex, of what a resolved experiment computes: everything but `name`, `description`, `tags`, `expect`
 * and `training.checkpoint`, which change no number of a run. Comments, key order, ways of writing a default and
 * overrides that come to the same do not count; files that it names count by path (the data has a hash of its own).
 */
export function experimentHash(experiment: Experiment): string {
  const { name: _name, description: _description, tags: _tags, expect: _expect, ...rest } = experiment;
  const { checkpoint: _checkpoint, ...training } = rest.training;
  const computed = { ...rest, training };
  return createHash('sha256').update(canonicalJson(computed)).digest('hex');
}

/**
 * The same for all experiments that differ only in how long they train, in what they do about NaN, and in the engine
 * (whose name and threads are compared apart from this): a run of one can go on as a run of the other.
 */
export function resumeHash(experiment: Experiment): string {
  return experimentHash({
    ...experiment,
    engine: '',
    training: { ...experiment.training, epochs: 0, on_nan: 'stop' },
  });
}

/** JSON without spaces and with sorted keys, as RFC 8785 has it. Throws a TypeError for what JSON cannot hold. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const map = value as { readonly [key: string]: unknown };
    const keys = Object.keys(map).filter((key) => map[key] !== undefined);
    return `{${keys
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(map[key])}`)
      .join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError(`${value} has no place in JSON`);
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError(`a ${typeof value} has no place in JSON`);
  return text;
}
