import { logNames } from '../../experiment/heads.js';
import { nameHint } from '../../experiment/nearest.js';
import type { Finding } from '../../experiment/path.js';
import type { Experiment } from '../../experiment/types.js';
import { moreIsBetter } from '../../runs/best.js';
import type { Objective } from './sweep.js';

type Written = Partial<Objective> | readonly Partial<Objective>[];

const listOf = (written: Written) =>
  (Array.isArray(written) ? written : [written]) as readonly Partial<Objective>[];

/** With the goal that metrics of that name have. */
export function objectivesOf(written: Written): readonly Objective[] {
  return listOf(written).map(({ name = '', goal }) => {
    const plain = name.replace(/^(train|validation|test)\./, '').replace(/^val_/, '');
    return { name, goal: goal ?? (moreIsBetter(plain) ? 'maximize' : 'minimize') };
  });
}

/** Metrics that runs of the experiment will not have. */
export function metricFindings(written: Written, experiment: Experiment): readonly Finding[] {
  const names = metricNames(experiment);
  const isList = Array.isArray(written);
  return listOf(written).flatMap(({ name = '' }, i): Finding[] => {
    if (names.includes(name)) return [];
    const path = isList ? ['metric', i, 'name'] : ['metric', 'name'];
    return [{ path, message: `runs have no metric ${name}`, hint: nameHint(name, names, 'metrics') }];
  });
}

/** Whether an experiment measures on a validation split after every epoch. */
export const validates = ({ data }: Pick<Experiment, 'data'>) =>
  data.validation !== undefined || data.split?.validation !== undefined;

function metricNames(experiment: Experiment): string[] {
  const plain = logNames(experiment, false);
  const isMeasured = validates(experiment);
  const splits = ['train', ...(isMeasured ? ['validation'] : []), 'test'];
  return [
    ...plain,
    ...(isMeasured ? plain.map((name) => `val_${name}`) : []),
    ...splits.flatMap((split) => plain.map((name) => `${split}.${name}`)),
  ];
}
