import { Args, Flags } from '@oclif/core';

/** On every command that prints results. */
export const json = Flags.boolean({ description: 'Print one JSON document on stdout, all else on stderr.' });

/** On every command that reads or writes records. */
export const runsDir = Flags.string({
  helpValue: 'DIR',
  description: 'Folder of the run records.',
  default: 'runs',
  env: 'DLX_RUNS_DIR',
});

export const file = Args.string({
  required: true,
  description: 'Experiment file (YAML).',
});

export const files = Args.string({
  multiple: true,
  required: true,
  description: 'Experiment files (YAML).',
});

export const oneRun = Args.string({
  required: true,
  description: 'An id, a unique beginning of one, `last`, `last~2`, a name (its newest run), or a path.',
});

export const someRuns = Args.string({
  multiple: true,
  required: false,
  description: 'Ids, beginnings of ids, `last`, `last~2`, names (their newest run), or paths.',
});

export const oneSweep = Args.string({
  required: true,
  description: 'A sweep: an id, a unique beginning of one, `last`, a name (its newest sweep), or a path.',
});

export const overrides = Args.string({
  multiple: true,
  required: false,
  description: 'Replace a value of the file: training.epochs=1, architecture.h1.units=64.',
});
