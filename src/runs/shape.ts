import { type RunRecord, STATUSES } from './record.js';
import {
  having,
  isMap,
  isNumber,
  isText,
  isTexts,
  isValue,
  listOf,
  mapOf,
  orNull,
  type Test,
  type Unknown,
} from './value-tests.js';

/** Characters of a run's folder: an id is shown as part of a command and must be nothing else there. */
const ID = /^(?!\.{1,2}$)[\p{L}\p{N}\p{M}._-]{1,255}$/u;

/** Keys that every reader relies on; a record has had them from the first version on. */
const NEEDED: { readonly [key in keyof RunRecord]?: Test } = {
  id: (value) => typeof value === 'string' && ID.test(value),
  name: isText,
  tags: isTexts,
  status: (value) => STATUSES.some((status) => status === value),
  experiment: having({ training: isMap }),
  times: having({ started: isText, seconds: isValue }),
  metrics: having({
    final: mapOf(mapOf(isValue)),
    best: mapOf(mapOf(having({ value: isValue, epoch: isNumber }))),
  }),
  expect: listOf(having({ metric: isText, value: isValue, min: isValue, max: isValue })),
  engine: isText,
  seed: isNumber,
  overrides: isTexts,
  data_hash: isText,
  versions: mapOf(isText),
  threads: isNumber,
};

/** Keys that some reader relies on where they are there. */
const KNOWN: { readonly [key in keyof RunRecord]?: Test } = {
  description: orNull(isText),
  file: isText,
  initial_weights: orNull((value) => value === undefined || having({ hash: isText })(value)),
  parent: orNull(isText),
  experiment_hash: isText,
  process: isMap,
  resumed: listOf(
    having({ at: isText, epoch: isNumber, checkpoint: orNull(isText), overrides: isTexts, forced: isTexts }),
  ),
  git: having({ commit: orNull(isText) }),
  cpu: having({
    model: isText,
    cores: isNumber,
    features: (value) => value === undefined || orNull(isTexts)(value),
  }),
  platform: isText,
  parameters: isNumber,
  rows: mapOf(isNumber),
  classes: orNull(isTexts),
  epochs: isNumber,
  skipped_steps: isNumber,
  stop_reason: orNull(isText),
  error: orNull(having({ message: isText, exit_code: isNumber })),
  nulls: mapOf(isText),
};

/** Records nest about ten deep; what recurses into them overflows the stack at some thousands. */
const DEEPEST = 100;

/** What keeps a value from being a run record, as the end of a sentence; undefined for one that can be used. */
export function misfitOf(value: Unknown): string | undefined {
  const missing = Object.keys(NEEDED).filter((key) => value[key] === undefined);
  if (missing.length > 0) return `without ${missing.join(', ')}`;
  const wrong = Object.entries({ ...NEEDED, ...KNOWN }).find(
    ([key, test]) => value[key] !== undefined && !test(value[key]),
  );
  if (wrong) return `whose ${wrong[0]} is not what a record holds there`;
  return unfitIn(value);
}

/** Level by level, so that depth costs no stack. JSON.parse makes infinity of 1e999, which no record holds. */
function unfitIn(value: unknown): string | undefined {
  let level = [value];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
    if (level.some((item) => typeof item === 'number' && !Number.isFinite(item))) {
      return 'with a number that is not finite';
    }
    if (level.length === 0) return undefined;
  }
  return 'that is nested too deeply';
}
