import { EXIT, UserError } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import { verify } from '../graph/verify.js';
import { lower } from '../kernels/lower.js';
import { optimize } from '../passes/index.js';
import type { Target } from '../passes/pass.js';
import { loadTf } from '../tf.js';
import type { TraceInput } from '../trace/recorder.js';
import { MissingKernel, type Traceable, trace } from '../trace/trace.js';

/**
 * A function of tensors -> a traced graph -> a graph of ONNX operators -> the same after all passes, for a
 * target; without one for any onnxruntime.
 *
 * @throws UserError (exit 4) naming the layer, the kernel and the engines that have it, where a kernel of tfjs
 *   has no lowering.
 */
export async function compileGraph(
  name: string,
  inputs: readonly TraceInput[],
  f: Traceable,
  target: Target = {},
): Promise<Graph> {
  const tf = await loadTf();
  const traced = await trace(tf, inputs, f).catch((error: unknown) => {
    throw error instanceof MissingKernel ? explained(name, error) : error;
  });
  if (process.env.DLX_VERIFY) verify(traced, `tracing ${name}`);
  return optimize(lower(traced), target, Boolean(process.env.DLX_VERIFY));
}

function explained(name: string, error: MissingKernel): UserError {
  const where = error.scope ? `layer ${error.scope}` : 'the step';
  return new UserError(
    {
      message: `engine onnx cannot compile ${name}: ${where} needs the tfjs kernel ${error.kernel}, which has no lowering to ONNX`,
      hint: 'the engines cpu and tfjs-node have it: --engine cpu',
    },
    EXIT.io,
    error,
  );
}
