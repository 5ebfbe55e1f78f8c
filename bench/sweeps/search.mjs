// Searches as `dlx sweep` does, but with what trials come to from a function: the decisions are those of src/sweeps.
import { build } from 'esbuild';
import { root } from '../../scripts/build.mjs';

const entry = `
export { Study } from './src/sweeps/study.ts';
export { samplers } from './src/sweeps/samplers/index.ts';
export { pruners } from './src/sweeps/pruners/index.ts';
export { spaceOf } from './src/sweeps/file/space-of.ts';
`;
const { outputFiles } = await build({
  stdin: { contents: entry, resolveDir: root, loader: 'ts' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
  logLevel: 'error',
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { Study, samplers, pruners, spaceOf } = await import(`data:text/javascript;base64,${code}`);

const objectives = [{ name: 'loss', goal: 'minimize' }];

/**
 * One search, a trial at a time.
 *
 * @param {{parameters: object, curve(values: object): number[]}} problem
 * @param {{method: string, trials: number, seed: number, epochs?: number, early?: object}} options epochs of a whole trial
 *   (default: as many as its curve has); early: as early_terminate
 * @returns {{best: number, epochs: number}} the least loss of completed trials, and epochs of all
 */
export function search({ parameters, curve }, { method, trials: cap, seed, epochs, early }) {
  const { space } = spaceOf({ parameters, zip: [], constraints: [] });
  const sampler = samplers.find(({ name }) => name === method);
  const pruner = early && pruners.find(({ name }) => name === early.type);
  const prunerOptions = (last) => ({ max_iter: last, min_iter: 1, eta: 3, ...early });
  const study = new Study({
    space,
    sampler,
    seed,
    cap,
    objectives,
    ...(pruner && { pruner }),
    prunerOptions,
  });
  const trials = [];
  let [trained, best] = [0, Infinity];
  for (;;) {
    const next = study.next(trials, new Set());
    if (next.kind === 'done') return { best, epochs: trained };
    const trial = next.kind === 'new' ? begun(next.proposal, trials.length) : next.trial;
    const { number } = trial;
    const losses = curve(trial.values).slice(0, epochs);
    trials[number] = { ...trial, status: 'running' };
    study.begins(number, losses.length);
    const decisions = study.decisions(number, trial.epochs);
    let epoch = trial.epochs;
    let goesOn = true;
    while (epoch < losses.length && goesOn) {
      epoch++;
      trained++;
      study.epoch(number, epoch, losses[epoch - 1]);
      goesOn = !decisions.includes(epoch) || study.goesOn(number, trials);
    }
    const status = goesOn ? 'completed' : 'stopped';
    trials[number] = { ...trial, status, epochs: epoch, objectives: [losses[epoch - 1]] };
    if (goesOn) best = Math.min(best, losses[epoch - 1]);
  }
}

const begun = ({ index, assignment }, number) => ({
  number,
  index,
  values: Object.fromEntries(assignment),
  from: null,
  status: 'waiting',
  epochs: 0,
  objectives: [],
});
