import { writeFile } from 'node:fs/promises';
import { batchRows } from './datasets/batches.js';
import { rowCount } from './datasets/prepare.js';
import { EXIT, type Problem, UserError } from './errors.js';
import { loadExperiment, toYaml } from './experiment/index.js';
import type { Experiment } from './experiment/types.js';
import { summarize } from './model/summary.js';
import type { Summary } from './model/summary-type.js';
import { checked, describeData, planOf, readSplits } from './plan.js';

/** Every problem of every file, without reading the data beyond its shape. */
export async function validateFiles(
  files: readonly string[],
): Promise<{ readonly file: string; readonly problems: readonly Problem[] }[]> {
  return Promise.all(files.map(async (file) => ({ file, problems: await problemsOf(file) })));
}

async function problemsOf(file: string): Promise<readonly Problem[]> {
  try {
    const loaded = await loadExperiment(file);
    checked(loaded, await describeData(loaded));
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
}

/** What `dlx show` shows; graph and model file are made when they are asked for. */
export interface Shown {
  readonly summary: Summary;
  readonly experiment: Experiment;
  readonly resolvedYaml: string;
  /** The training step as it will run, one operation a line. */
  graph(): Promise<string>;
  /** Writes the training step as an ONNX model. */
  onnx(path: string): Promise<void>;
}

/** Throws a UserError with every problem of the experiment. */
export async function showModel(file: string, overrides: readonly string[] = []): Promise<Shown> {
  const loaded = await loadExperiment(file, overrides);
  const data = await describeData(loaded);
  const { model } = checked(loaded, data);
  const { value: experiment } = loaded;
  const { batch_size } = experiment.training;
  const batch = batchRows(batch_size, data.rows?.train);
  // Constants that are fitted to the data stand in the graph, so the rows have to be read for it.
  const compiled = async () => {
    const splits = await readSplits(loaded);
    const plan = planOf(loaded, splits);
    const [{ trainStep }, { compileGraph }] = await Promise.all([
      import('./model/step.js'),
      import('./engines/compile.js'),
    ]);
    const step = trainStep(plan, batchRows(batch_size, rowCount(splits.train)));
    return compileGraph(experiment.name, step.inputs, step.f);
  };
  return {
    summary: summarize(experiment, model, data.x, batch),
    experiment,
    resolvedYaml: toYaml(experiment),
    graph: async () => (await import('./graph/print.js')).printGraph(await compiled()),
    async onnx(path) {
      const [{ onnxModel }, { version }] = await Promise.all([
        import('./onnx/model.js'),
        import('./version.js'),
      ]);
      const bytes = onnxModel(await compiled(), { name: experiment.name, producerVersion: version });
      await writeFile(path, bytes).catch((error: NodeJS.ErrnoException) => {
        const missing = error.code === 'ENOENT';
        const message = missing
          ? 'cannot be written: its folder does not exist'
          : `cannot be written: ${error.message}`;
        throw new UserError({ file: path, message }, EXIT.io, error);
      });
    },
  };
}
