import { Flags } from '@oclif/core';
import type { Selection } from '../runs/catalog/select.js';
import { STATUSES } from '../runs/record.js';

/** Flags that choose among the runs of a folder. */
export const selectionFlags = {
  name: Flags.string({ description: 'Only runs of this name.' }),
  tag: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: 'Only runs with this tag; may be repeated.',
  }),
  status: Flags.string({ options: [...STATUSES], description: 'Only runs with this status.' }),
  where: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'CONDITION',
    description:
      "Only runs of which this holds: 'test.accuracy>0.97', training.batch_size=64; may be repeated.",
  }),
  since: Flags.string({ helpValue: 'TIME', description: 'Only runs started since: 12h, 3d, or a date.' }),
  sort: Flags.string({
    helpValue: 'KEY',
    description: 'Best first by a metric, field or key of the experiment; with - in front, worst first.',
  }),
  limit: Flags.integer({ char: 'n', min: 1, description: 'At most so many.' }),
};

/** Flags for the form of a table. */
export const tableFlags = {
  csv: Flags.boolean({ exclusive: ['json', 'md'], description: 'Print comma-separated values.' }),
  md: Flags.boolean({ exclusive: ['json', 'csv'], description: 'Print a Markdown table.' }),
};

interface Given extends Omit<Selection, 'tags' | 'status'> {
  readonly tag?: readonly string[];
  readonly status?: string;
}

export function selectionOf({ name, tag, status, where, since, sort, limit }: Given): Selection {
  const given = { name, tags: tag, status, where, since, sort, limit };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
