import { bytesOf, type StoredFile } from '../../runs/files.js';
import { type RunRecord, SPLITS } from '../../runs/record.js';
import { formatCount, formatSeconds } from '../../training/progress-text.js';
import { type Colours, uncoloured } from './colour.js';
import { columns } from './columns.js';
import { formatBytes } from './model.js';
import { type Pair, pairs } from './pairs.js';
import { plain } from './plain.js';
import { outcomeLine, shown } from './summary.js';

/** A record for readers: how the run came out, then what it was made of, then its files. A record may be an old one. */
export function recordPage(
  record: RunRecord,
  files: readonly StoredFile[],
  colours: Colours = uncoloured,
): string {
  const blocks = [
    pairs(aboutRun(record), colours),
    metricLines(record, colours),
    record.expect.map((one) => outcomeLine({ ...one, metric: plain(one.metric) }, colours)),
    pairs(aboutWork(record), colours),
    (record.resumed ?? []).map(resumptionLine),
    fileLines(files, colours),
  ];
  const lines = [
    colours.bold(record.id),
    ...blocks.flatMap((block) => (block.length > 0 ? ['', ...block] : [])),
  ];
  return lines.join('\n');
}

function aboutRun(record: RunRecord): Pair[] {
  const { times, error, experiment } = record;
  const took = times.seconds === null ? '' : ` in ${formatSeconds(times.seconds)}`;
  const skipped = record.skipped_steps ? `, ${formatCount(record.skipped_steps)} steps skipped` : '';
  return [
    ['status', `${record.status}, ${record.epochs} of ${experiment.training.epochs} epochs${took}${skipped}`],
    ['stopped', record.stop_reason ?? undefined],
    ['error', error ? `${error.message.split('\n')[0]} (exit ${error.exit_code})` : undefined],
    ['name', record.name],
    ['description', record.description ?? undefined],
    ['tags', record.tags?.join(', ')],
    ['started', times.started],
    ['part of', record.parent ?? undefined],
  ];
}

function aboutWork(record: RunRecord): Pair[] {
  const { rows, classes, git, cpu, versions } = record;
  const counted = Object.entries(rows ?? {}).map(([split, count]) => `${formatCount(count)} ${split}`);
  const named = classes ? `${classes.length} classes` : '';
  const commit = git?.commit ? `${git.commit.slice(0, 12)}${git.dirty ? ', with changes' : ''}` : git?.reason;
  return [
    ['file', record.file],
    ['overrides', record.overrides.join(' ')],
    ['experiment', record.experiment_hash?.slice(0, 8)],
    ['seed', String(record.seed)],
    ['data', [record.data_hash.slice(0, 8), ...counted, named].filter(Boolean).join(', ')],
    ['parameters', record.parameters === undefined ? undefined : formatCount(record.parameters)],
    ['engine', `${record.engine}, ${record.threads} thread${record.threads === 1 ? '' : 's'}`],
    [
      'versions',
      Object.entries(versions)
        .map((pair) => pair.join(' '))
        .join(', '),
    ],
    ['machine', [cpu && `${cpu.model}, ${cpu.cores} cores`, record.platform].filter(Boolean).join(', ')],
    ['git', commit],
  ];
}

function metricLines({ metrics: { final, best } }: RunRecord, colours: Colours): string[] {
  const rows = SPLITS.flatMap((split) => {
    const names = new Set([...Object.keys(final[split] ?? {}), ...Object.keys(best[split] ?? {})]);
    return [...names].map((name) => {
      const top = best[split]?.[name];
      return [
        `${split} ${plain(name)}`,
        shown(final[split]?.[name]),
        shown(top?.value),
        top ? String(top.epoch) : '-',
      ];
    });
  });
  if (rows.length === 0) return [];
  const [head, ...lines] = columns([['', 'final', 'best', 'in epoch'], ...rows]);
  return [colours.dim(head!), ...lines];
}

function resumptionLine({ at, epoch, checkpoint, overrides, forced }: RunRecord['resumed'][number]): string {
  const from = checkpoint === null ? 'anew' : `after epoch ${epoch}, from ${checkpoint}`;
  const more = overrides.length > 0 ? `, with ${overrides.join(' ')}` : '';
  const despite = forced.length > 0 ? `, forced: ${forced.join('; ')}` : '';
  return plain(`resumed ${at} ${from}${more}${despite}`);
}

function fileLines(files: readonly StoredFile[], colours: Colours): string[] {
  const rows = files.map(({ path, bytes }) => [plain(path), formatBytes(bytes)]);
  const lines = columns([...rows, ['all files', formatBytes(bytesOf(files))]]);
  return [...lines.slice(0, -1), colours.dim(lines.at(-1)!)];
}
