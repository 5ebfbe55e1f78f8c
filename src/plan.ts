import { augmentations } from './augmentations/index.js';
import { batchRows } from './datasets/batches.js';
import { memory as availableMemory } from './datasets/files/memory.js';
import { datasets } from './datasets/index.js';
import { classesIn } from './datasets/labels.js';
import { describeSplits, prepare, rowCount, type Splits, type SplitsSpec } from './datasets/prepare.js';
import { UserError } from './errors.js';
import type { LoadedExperiment } from './experiment/index.js';
import { pick } from './experiment/part.js';
import { locate, located } from './located.js';
import { checkModel } from './model/check.js';
import { checkTables } from './model/check-tables.js';
import { stepCost } from './model/cost.js';
import type { DataSpec } from './model/data-spec.js';
import { keyOf } from './model/key.js';
import type { Model } from './model/model.js';
import type { Head, Plan } from './model/plan.js';
import { layOut } from './model/weights.js';
import { rowSumsOf } from './optimizers/gathered.js';
import { optimizers } from './optimizers/index.js';
import { fitAll } from './preprocess/chain.js';
import { preprocess } from './preprocess/index.js';

/** Shapes and sizes of an experiment's data, from headers only. */
export async function describeData(loaded: LoadedExperiment): Promise<SplitsSpec> {
  const { data, seed } = loaded.value;
  const { part, options } = pick(datasets, data.dataset);
  return located(loaded, () => describeSplits(part, options, data, { folder: loaded.folder, seed }));
}

/** A model that fits its data, as far as is known; throws a UserError with every problem. */
export function checked(loaded: LoadedExperiment, data: DataSpec): { model: Model; heads: readonly Head[] } {
  const result = checkModel(loaded.value, data);
  if (result.problems.length > 0 || !('model' in result)) {
    throw new UserError(locate(loaded, result.problems));
  }
  return result;
}

/** Refuses what cannot fit into this machine, or container, before anything is allocated. */
export function checkMemory(loaded: LoadedExperiment, model: Model, x: DataSpec['x'], rows?: number): void {
  const batch = batchRows(loaded.value.training.batch_size, rows);
  const { memory } = stepCost(loaded.value, model, layOut(model), x, batch);
  const available = availableMemory();
  if (memory <= available) return;
  const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  const hint = 'make the layers smaller (`dlx show` prints parameters and memory), or training.batch_size';
  const message = `a training step of ${batch} rows needs about ${gib(memory)} of memory, this machine has ${gib(available)}`;
  throw new UserError(loaded.problem(['architecture'], message, hint));
}

/** Reads and cuts the data. What can be known from headers is checked before the rows are read. */
export async function readSplits(loaded: LoadedExperiment): Promise<Splits> {
  const spec = await describeData(loaded);
  const { model } = checked(loaded, spec);
  checkMemory(loaded, model, spec.x, spec.rows?.train);
  const { data, seed } = loaded.value;
  const { part, options } = pick(datasets, data.dataset);
  return located(loaded, () => prepare(part, options, data, { folder: loaded.folder, seed }));
}

/** All that the steps of an experiment depend on, with preprocessing fitted to the training split. */
export function planOf(loaded: LoadedExperiment, splits: Splits): Plan {
  const { value: experiment } = loaded;
  const { train } = splits;
  const spec = specOf(splits);
  const { model, heads } = checked(loaded, spec);
  checkMemory(loaded, model, spec.x, rowCount(train));
  const byClass = experiment.training.class_weight === undefined ? undefined : 'training';
  const weighted = experiment.data.sample_weight === undefined ? byClass : 'all';
  const inputs = Object.entries({ training: train, validation: splits.validation, test: splits.test });
  const given = inputs.flatMap(([name, rows]) => (rows ? [[name, rows.x] as const] : []));
  const misfits = experiment.data.preprocess.length === 0 ? checkTables(model, given) : [];
  if (misfits.length > 0) throw new UserError(locate(loaded, misfits));
  const steps = experiment.data.preprocess.map((choice) => pick(preprocess, choice));
  const plan: Plan = {
    name: experiment.name,
    model,
    layout: layOut(model, rowSumsOf(pick(optimizers, experiment.optimizer))),
    heads,
    ...(weighted && { weighted }),
    preprocess: fitAll(steps, train.x),
    augment: experiment.data.augment.map((choice) => pick(augmentations, choice)),
    x: spec.x,
    y: spec.y,
  };
  return { ...plan, key: keyOf(experiment, plan) };
}

function specOf({
  train,
  validation,
  test,
  classCount,
  counted,
  classes,
  features,
  targets,
}: Splits): DataSpec {
  const { x, y } = train;
  return {
    x: { shape: x.shape.slice(1), dtype: x.dtype },
    y: { shape: y.shape.slice(1), dtype: y.dtype },
    ...(counted ? { leastClasses: classCount } : { classCount }),
    ...(classes && { classes }),
    ...(features && { features }),
    ...(targets && { targets }),
    countClasses: (column) => classesIn(y, column),
    hasValidation: validation !== undefined,
    hasTest: test !== undefined,
  };
}
