import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { NDArray } from './arrays.js';
import { readNpz } from './datasets/files/npz.js';
import { UserError } from './errors.js';
import type { LoadedExperiment } from './experiment/index.js';
import { located } from './located.js';
import { adaptWeights } from './model/adapt.js';
import { setWeights } from './model/initial-weights.js';
import type { Plan } from './model/plan.js';
import { initialize } from './model/weights.js';
import { findRun, type InitialWeights } from './runs/index.js';
import type { Stored } from './training/checkpoint/format.js';
import { checkpointsOf, readBest, readNewest } from './training/checkpoint/store.js';
import type { Weights } from './training/weights.js';

const KEY = 'initial_weights';

/**
 * Fills the weights from `initial_weights` (a file, or a run), else from the initializers and, where layers take them from
 * there, from `x`, the inputs of the training split. Says where they are from,
 * because the file may be another tomorrow, and `last` another run.
 */
export async function startingWeights(
  loaded: LoadedExperiment,
  plan: Plan,
  weights: Weights,
  runsDir: string,
  x: NDArray,
): Promise<InitialWeights | undefined> {
  const { initial_weights: source, seed } = loaded.value;
  if (source === undefined) {
    initialize(plan.layout, weights.flat, seed);
    adaptWeights(plan, weights.flat, x);
    return undefined;
  }
  const { from, arrays } = await located(loaded, async () => {
    const path = resolve(loaded.folder, source);
    const isFile = /\.npz$/i.test(source) || statSync(path, { throwIfNoEntry: false })?.isFile();
    if (isFile) return { from: path, arrays: await readNpz(path, KEY) };
    return weightsOfRun(/[\\/]/.test(source) ? path : source, runsDir);
  });
  await located(loaded, () => setWeights(plan.layout, weights.flat, arrays));
  return { from, hash: weights.hash() };
}

/** The best weights of a run, or else those of its newest checkpoint that checks out. */
function weightsOfRun(
  run: string,
  runsDir: string,
): { readonly from: string; readonly arrays: Record<string, NDArray> } {
  const folder = found(run, runsDir);
  const passed: string[] = [];
  const note = (sentence: string) => passed.push(sentence);
  const checkpoints = checkpointsOf(folder);
  const read = readBest(checkpoints, weightsIn, note) ?? readNewest(checkpoints, weightsIn, note);
  if (read) return { from: basename(folder), arrays: read.value };
  const message = [`the run ${folder} has no checkpoint to take weights from`, ...passed].join('; ');
  throw new UserError({ key: KEY, message });
}

function found(run: string, runsDir: string): string {
  try {
    return findRun(runsDir, run).folder;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [{ message, hint = '' }] = error.problems as [UserError['problems'][number]];
    const ways = `${hint}; or name an .npz file`;
    throw new UserError({ key: KEY, message: `${run}: ${message}`, hint: ways }, error.exitCode, error);
  }
}

/** Names without a colon are the model's: the others belong to training. */
function weightsIn({ arrays }: Stored): Record<string, NDArray> {
  const own = [...arrays].flatMap(([name, array]): [string, NDArray][] =>
    array.dtype === 'F32' && !name.includes(':')
      ? [[name, { shape: array.shape, dtype: 'float32', data: array.data }]]
      : [],
  );
  return Object.fromEntries(own);
}
