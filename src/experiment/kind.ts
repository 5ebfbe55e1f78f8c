import { asMap } from './jsonschema.js';
import { readSource } from './source.js';

/** Keys that only the one or the other kind of file has. */
const SWEEP = /^(experiment|method|metric|parameters|zip|constraints|early_terminate|population|run_cap)$/;
const EXPERIMENT =
  /^(data|blocks|architecture|initial_weights|loss|optimizer|metrics|training|engine|expect|tags)$/;

/** Whether a text is meant as a sweep rather than as an experiment: by its keys, were it broken YAML. */
export function isSweepFile(text: string): boolean {
  const map = asMap(readSource(text, '').value);
  return isSweep(map ? Object.keys(map) : [...text.matchAll(/^(\w+)[ \t]*:/gm)].map(([, key]) => key!));
}

/** The same by the keys of a file. */
export function isSweep(keys: readonly string[]): boolean {
  const count = (pattern: RegExp) => keys.filter((key) => pattern.test(key)).length;
  return count(SWEEP) > count(EXPERIMENT);
}
