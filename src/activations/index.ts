import type { Activation } from './activation.js';
import { elu } from './elu.js';
import { exponential } from './exponential.js';
import { gelu } from './gelu.js';
import { hard_sigmoid } from './hard_sigmoid.js';
import { hard_silu } from './hard_silu.js';
import { leaky_relu } from './leaky_relu.js';
import { linear } from './linear.js';
import { log_softmax } from './log_softmax.js';
import { mish } from './mish.js';
import { relu } from './relu.js';
import { relu6 } from './relu6.js';
import { selu } from './selu.js';
import { sigmoid } from './sigmoid.js';
import { silu } from './silu.js';
import { softmax } from './softmax.js';
import { softplus } from './softplus.js';
import { softsign } from './softsign.js';
import { tanh } from './tanh.js';

/** Every activation, by name. Adding one is a file and a row. */
export const activations: readonly Activation[] = [
  elu,
  exponential,
  gelu,
  hard_sigmoid,
  hard_silu,
  leaky_relu,
  linear,
  log_softmax,
  mish,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  tanh,
];
