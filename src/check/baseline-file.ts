import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { writeAtomic } from '../disk/atomic.js';
import { isSystemError } from '../disk/io-error.js';
import { EXIT, type Problem, UserError } from '../errors.js';
import { discriminate } from '../experiment/discriminate.js';
import { explain } from '../experiment/explain.js';
import type { Finding } from '../experiment/path.js';
import { readSource } from '../experiment/source.js';
import { type Baseline, baselineText, spreadOf } from './baseline.js';
import { BASELINE_VERSION, baselineSchema } from './baseline-schema.js';

/** What names of baselines end with. */
export const BASELINE = '.baseline.json';

/** `mnist-mlp.yaml` -> `mnist-mlp.baseline.json`, in the same folder. */
export function baselineFile(file: string): string {
  return file.replace(/\.ya?ml$/i, '') + BASELINE;
}

/** A file of ten seeds and fifty metrics has a hundred kilobytes. */
const MOST_BYTES = 2 ** 19;

/**
 * The baseline in a file; undefined where there is no such file.
 *
 * @throws UserError: exit 2 with every place where it is not what a baseline is, 4 where it cannot be read.
 */
export function readBaseline(file: string): Baseline | undefined {
  const text = textOf(file);
  return text === undefined ? undefined : parseBaseline(text, file);
}

function textOf(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.length <= MOST_BYTES) return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw diskError(error, 'read', file);
  }
  throw new UserError({ file, message: `holds more than ${MOST_BYTES} characters: that is no baseline` });
}

/** Replaces the file as a whole. Throws a UserError (exit 4) where the disk does not do its part. */
export function writeBaseline(file: string, baseline: Baseline): void {
  try {
    writeAtomic(file, baselineText(baseline));
  } catch (error) {
    throw diskError(error, 'written', file);
  }
}

/** A baseline has one place, beside its experiment: nothing can be said about another. */
function diskError(error: unknown, done: string, file: string): unknown {
  if (!isSystemError(error)) return error;
  return new UserError({ file, message: `the baseline cannot be ${done} (${error.code})` }, EXIT.io, error);
}

/** The baseline in a text. JSON is read as the YAML that it is: that knows lines. */
export function parseBaseline(text: string, file: string): Baseline {
  const source = readSource(text, file);
  if (source.faults.length > 0) {
    throw damaged(source.faults.slice(0, MOST_PROBLEMS).map(({ problem }) => problem));
  }
  const findings = findingsOf(source.value);
  if (findings.length > 0) throw damaged(findings.slice(0, MOST_PROBLEMS).map((one) => source.locate(one)));
  return source.value as Baseline;
}

const MOST_PROBLEMS = 10;
/** Says once, behind the last problem, what to do. */
function damaged(problems: readonly Problem[]): UserError {
  const hint = 'take it back from git, or make it anew with `dlx check FILE --update`';
  const words = (text: string) => text.replace('not valid YAML', 'not valid JSON');
  return new UserError(
    problems.map(({ hint: _hint, ...problem }, i) => ({
      ...problem,
      message: words(problem.message),
      ...(i === problems.length - 1 && { hint }),
    })),
  );
}

const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(discriminate(baselineSchema));

/** All that keeps a value from being a baseline. */
function findingsOf(value: unknown): readonly Finding[] {
  const version = (value as Partial<Baseline> | null)?.schema_version;
  if (typeof version === 'number' && version > BASELINE_VERSION) {
    const message = `found version ${version}, expected ${BASELINE_VERSION}: a newer dlx has written this`;
    return [{ path: ['schema_version'], message }];
  }
  if (!validate(value)) return explain(baselineSchema, value, validate.errors ?? []);
  return sumsOf(value as unknown as Baseline);
}

/** Whether the parts agree: a mean that was edited by hand would let everything pass. */
function sumsOf({ seeds, metrics, data_hashes: hashes }: Baseline): readonly Finding[] {
  const findings: Finding[] = [];
  const count = (path: Finding['path'], found: number) => {
    const message = `found ${found}, expected ${seeds.length}: as many as seeds`;
    if (found !== seeds.length) findings.push({ path, message });
  };
  count(['data_hashes'], hashes.length);
  for (const [name, metric] of Object.entries(metrics)) {
    const path = ['metrics', name];
    count([...path, 'count'], metric.count);
    count([...path, 'values'], metric.values.length);
    const found = spreadOf(metric.values);
    for (const key of ['mean', 'deviation'] as const) {
      if (isNear(metric[key], found[key])) continue;
      const message = `found ${metric[key]}, but its values have ${found[key]}`;
      findings.push({ path: [...path, key], message });
    }
  }
  return findings;
}

/** Another order of the same sum differs in its last digits. */
const isNear = (a: number | null, b: number | null) =>
  a === null || b === null ? a === b : Math.abs(a - b) <= 1e-9 * Math.max(1e-9, Math.abs(a), Math.abs(b));
