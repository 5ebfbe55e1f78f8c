import type { Activation } from './activation.js';
import { celu } from './celu.js';
import { elu } from './elu.js';
import { exponential } from './exponential.js';
import { gelu } from './gelu.js';
import { glu } from './glu.js';
import { hard_shrink } from './hard_shrink.js';
import { hard_sigmoid } from './hard_sigmoid.js';
import { hard_silu } from './hard_silu.js';
import { hard_tanh } from './hard_tanh.js';
import { leaky_relu } from './leaky_relu.js';
import { linear } from './linear.js';
import { log_sigmoid } from './log_sigmoid.js';
import { log_softmax } from './log_softmax.js';
import { mish } from './mish.js';
import { relu } from './relu.js';
import { relu6 } from './relu6.js';
import { selu } from './selu.js';
import { sigmoid } from './sigmoid.js';
import { silu } from './silu.js';
import { soft_shrink } from './soft_shrink.js';
import { softmax } from './softmax.js';
import { softplus } from './softplus.js';
import { softsign } from './softsign.js';
import { sparse_plus } from './sparse_plus.js';
import { sparse_sigmoid } from './sparse_sigmoid.js';
import { sparsemax } from './sparsemax.js';
import { squareplus } from './squareplus.js';
import { tanh } from './tanh.js';
import { tanh_shrink } from './tanh_shrink.js';
import { threshold } from './threshold.js';

/** Every activation, by name. Adding one is a file and a row. */
export const activations: readonly Activation[] = [
  celu,
  elu,
  exponential,
  gelu,
  glu,
  hard_shrink,
  hard_sigmoid,
  hard_silu,
  hard_tanh,
  leaky_relu,
  linear,
  log_sigmoid,
  log_softmax,
  mish,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  soft_shrink,
  softmax,
  softplus,
  softsign,
  sparse_plus,
  sparse_sigmoid,
  sparsemax,
  squareplus,
  tanh,
  tanh_shrink,
  threshold,
];
