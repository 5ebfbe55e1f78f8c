import { UserError } from '../../errors.js';
import {
  having,
  isMap,
  isNumber,
  isText,
  isValue,
  listOf,
  orNull,
  type Test,
} from '../../runs/value-tests.js';
import type { Trial } from './record.js';

/** A line of trials.jsonl. */
export type TrialEvent =
  | ({ readonly event: 'chosen' } & Pick<Trial, 'number' | 'index' | 'values' | 'experiment_hash' | 'from'>)
  | ({ readonly event: 'began' } & Pick<Trial, 'number' | 'run'>)
  | ({ readonly event: 'ended' } & Ended)
  /** What the record of its run said when the sweep went on. */
  | ({ readonly event: 'found' } & Ended)
  /** It is to be trained anew, as if it had never been: it had failed, or its data has changed. */
  | ({ readonly event: 'again' } & Pick<Trial, 'number'>);

/** What is known of a trial that has come to an end; waiting: to one that it goes on from. */
export type Ended = Pick<
  Trial,
  'number' | 'run' | 'data_hash' | 'epochs' | 'objectives' | 'seconds' | 'error'
> & { readonly status: Exclude<Trial['status'], 'running'> };

const isCount: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const oneOf =
  (...words: readonly string[]): Test =>
  (value) =>
    words.some((word) => word === value);

const CHOSEN = having({
  index: isCount,
  values: isMap,
  experiment_hash: isText,
  from: orNull(isCount),
});

const ENDED = having({
  status: oneOf('waiting', 'completed', 'stopped', 'failed'),
  run: orNull(isText),
  data_hash: orNull(isText),
  epochs: isCount,
  objectives: listOf(isValue),
  seconds: isValue,
  error: orNull(having({ message: isText, exit_code: isNumber })),
});

const TESTS: { readonly [event in TrialEvent['event']]: Test } = {
  chosen: CHOSEN,
  began: having({ run: isText }),
  ended: ENDED,
  found: ENDED,
  again: () => true,
};

/** What all lines of a trials.jsonl come to; `next` is the number of the next trial. */
export function trialsOf(events: readonly TrialEvent[]): readonly Trial[] {
  const trials: Trial[] = [];
  for (const event of events) trials[event.number] = after(trials[event.number], event);
  return trials;
}

const NOT_BEGUN = {
  status: 'waiting',
  run: null,
  data_hash: null,
  epochs: 0,
  objectives: [],
  seconds: null,
  error: null,
} as const;

/** A trial after an event. */
export function after(before: Trial | undefined, event: TrialEvent): Trial {
  if (event.event === 'chosen') {
    const { event: _event, ...chosen } = event;
    return { ...chosen, ...NOT_BEGUN, attempts: 0 };
  }
  const trial = before!;
  if (event.event === 'again') return { ...trial, ...NOT_BEGUN, attempts: trial.attempts + 1 };
  if (event.event === 'began') return { ...trial, status: 'running', run: event.run, error: null };
  const { event: kind, ...ended } = event;
  return { ...trial, ...ended, attempts: trial.attempts + (kind === 'ended' ? 1 : 0) };
}

/** What is damaged in more places was written by somebody else. */
const MOST_DAMAGED = 100;

/**
 * The events in the text of a trials.jsonl. A last line without an end was cut off by a kill, and does not count; nor does
 * a line that says nothing, as long as it chose no trial: what became of a trial stands in the record of its run, too.
 *
 * @param damaged hears of such lines (1-based).
 * @throws UserError (exit 2) where it is not known which trials there were.
 */
export function parseEvents(
  text: string,
  file: string,
  damaged: (line: number) => void = () => {},
): readonly TrialEvent[] {
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
  let chosen = 0;
  let nothing = 0;
  return lines.flatMap((line, i): readonly TrialEvent[] => {
    const found = eventIn(line);
    if (found?.event === 'chosen' && found.number === chosen) {
      chosen++;
      return [found];
    }
    if (found && found.event !== 'chosen' && found.number < chosen) return [found];
    // Of a trial that was chosen in a line that says nothing; or no list of trials at all.
    if (found || ++nothing > MOST_DAMAGED) throw lost(file, i + 1);
    damaged(i + 1);
    return [];
  });
}

function lost(file: string, line: number): UserError {
  const message = 'expected what became of a trial that was chosen in a line before, and found no such line';
  const hint =
    'the file was damaged; the runs of its trials may be intact: `dlx compare SWEEP` lists them, and `dlx sweep FILE --new` begins anew';
  return new UserError({ file, line, message, hint });
}

function eventIn(line: string): TrialEvent | undefined {
  try {
    const value = JSON.parse(line) as TrialEvent;
    const known = isMap(value) && Object.hasOwn(TESTS, String(value.event)) && isCount(value.number);
    return known && TESTS[value.event](value) ? value : undefined;
  } catch {
    return undefined;
  }
}
