import { type Problem, UserError } from './errors.js';
import type { LoadedExperiment } from './experiment/index.js';
import type { ModelProblem } from './model/model.js';

/** Problems of a model at their lines of the experiment file. */
export function locate(loaded: LoadedExperiment, problems: readonly ModelProblem[]): Problem[] {
  return problems.map(({ path, layer, message, hint }) => {
    const problem = loaded.problem(path, message, hint);
    return layer === undefined ? problem : { ...problem, key: `${problem.key} ${layer}` };
  });
}

/** Runs `work`; a UserError that knows its key but no line gets the line. */
export async function located<T>(loaded: LoadedExperiment, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const problems = error.problems.map((problem) => withLine(loaded, problem));
    throw new UserError(problems, error.exitCode, error.cause);
  }
}

/** A problem in another file keeps its place there. */
function withLine(loaded: LoadedExperiment, problem: Problem): Problem {
  if (problem.key === undefined || problem.line !== undefined || problem.file !== undefined) return problem;
  const path = problem.key.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return loaded.problem(path, problem.message, problem.hint);
}
