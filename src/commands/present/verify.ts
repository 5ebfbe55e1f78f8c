import type { ConditionDifference } from '../../runs/conditions.js';
import type { ValueDifference, Verification } from '../../verify/verification.js';
import { type Colours, uncoloured } from './colour.js';
import { columns } from './columns.js';
import { plain } from './plain.js';

/** What came of a replay, and where it differs: the first epoch with its numbers, then what is not as it was. */
export function verificationText(found: Verification, colours: Colours = uncoloured): string {
  const { id, identical, epochs, compared, differing, final, conditions, notes } = found;
  const verdict = identical ? colours.good('identical') : colours.bad('NOT identical');
  const lines = [
    '',
    `${colours.bold(id)}: ${verdict}`,
    `replayed ${compared} of ${epochs} epochs: ${said(found)}`,
  ];
  const [first, ...others] = differing;
  if (first) lines.push('', ...valueLines(`epoch ${first.epoch}`, first.values, colours));
  if (others.length > 0)
    lines.push(`also epoch${others.length > 1 ? 's' : ''} ${others.map(({ epoch }) => epoch).join(', ')}`);
  if (final.length > 0) lines.push('', ...valueLines('final', final, colours));
  if (conditions.length > 0) lines.push('', ...conditionLines(conditions, colours));
  if (notes.length > 0) lines.push('', ...notes.map((note) => `note: ${plain(note)}`));
  const hints = identical ? [] : hintsFor(conditions);
  if (hints.length > 0) lines.push('', ...hints);
  return lines.join('\n');
}

function said({ identical, differing, final, compared }: Verification): string {
  const [first] = differing;
  if (identical) return 'weights and metrics are the same to the last bit';
  if (first) return `epoch ${first.epoch} is the first that differs`;
  if (final.length > 0) return 'all are the same, but not the final metrics';
  return compared === 0 ? 'nothing could be compared' : 'they are the same';
}

type Value = string | number | null;

function valueLines(title: string, values: readonly ValueDifference<Value>[], colours: Colours): string[] {
  const rows = values.map(({ name, recorded, replayed }) => [
    plain(name),
    shown(recorded),
    shown(replayed),
    typeof recorded === 'number' && typeof replayed === 'number' ? signed(replayed - recorded) : '',
  ]);
  const [head, ...lines] = columns([[title, 'recorded', 'replayed', 'difference'], ...rows]);
  return [colours.dim(head!), ...lines];
}

/** Numbers in full: what differs may be their last digit. */
const shown = (value: Value) =>
  value === null ? '-' : typeof value === 'number' ? String(value) : plain(value.slice(0, 8));

const signed = (difference: number) => `${difference > 0 ? '+' : ''}${difference.toExponential(1)}`;

function conditionLines(conditions: readonly ConditionDifference[], colours: Colours): string[] {
  const rows = conditions.map(({ key, before, now, decisive }) => [
    plain(key),
    plain(before ?? '-'),
    plain(now ?? '-'),
    decisive ? 'decides' : 'does not matter',
  ]);
  const [head, ...lines] = columns([['not as it was', 'recorded', 'now', ''], ...rows]);
  return [colours.dim(head!), ...lines];
}

/** Runtimes of onnxruntime, and how to ask for them. */
const RUNTIMES = { 'version of onnxruntime-node': 'native', 'version of onnxruntime-web': 'web' };

function hintsFor(conditions: readonly ConditionDifference[]): string[] {
  if (!conditions.some(({ decisive }) => decisive)) {
    return [
      'nothing differs that numbers depend on, as far as the record knows: it was changed since, a file that it',
      'names was, or this is a mistake of dlx or of the machine; see docs/reproducibility.md',
    ];
  }
  return Object.entries(RUNTIMES).flatMap(([key, wish]) => {
    const other = conditions.find((one) => one.key === key && one.now === null);
    return other ? [`hint: DLX_ONNXRUNTIME=${wish} computes as the run did`] : [];
  });
}
