import type { Graph } from '../graph/graph.js';
import { verify } from '../graph/verify.js';
import { algebra } from './algebra.js';
import { argmaxSoftmax } from './argmax-softmax.js';
import { casts } from './casts.js';
import { columnSums } from './column-sums.js';
import { common } from './common.js';
import { convBias } from './conv-bias.js';
import { deadCode } from './dead-code.js';
import { equalInt64 } from './equal-int64.js';
import { fold } from './fold.js';
import { gemmBias } from './gemm-bias.js';
import { gemmScale } from './gemm-scale.js';
import { imageBlocks } from './image-blocks.js';
import { layout } from './layout.js';
import { logSoftmax } from './log-softmax.js';
import { matmulScale } from './matmul-scale.js';
import type { Pass, Target } from './pass.js';
import { poolIndices } from './pool-indices.js';
import { reluMask } from './relu-mask.js';
import { reshapes } from './reshapes.js';
import { transposes } from './transposes.js';
import { unpoolMask } from './unpool-mask.js';

/** Every pass, in the order in which they run: clean up, then choose operators, then clean up again. */
export const passes: readonly Pass[] = [
  deadCode,
  casts,
  layout,
  transposes,
  fold,
  reshapes,
  algebra,
  common,
  deadCode,
  logSoftmax,
  argmaxSoftmax,
  equalInt64,
  poolIndices,
  reluMask,
  unpoolMask,
  gemmBias,
  convBias,
  gemmScale,
  matmulScale,
  columnSums,
  imageBlocks,
  common,
  deadCode,
];

/** Runs all passes over a lowered graph; `check` verifies the graph after each. */
export function optimize(graph: Graph, target: Target = {}, check = false): Graph {
  let current = graph;
  for (const pass of passes) {
    current = pass.run(current, target);
    if (check) verify(current, pass.name);
  }
  return current;
}
