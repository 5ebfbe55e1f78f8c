import { categorical } from './categorical.js';
import { constant } from './constant.js';
import type { Distribution } from './distribution.js';
import { int_uniform } from './int_uniform.js';
import { log_normal } from './log_normal.js';
import { log_normal_values } from './log_normal_values.js';
import { log_uniform_values } from './log_uniform_values.js';
import { normal } from './normal.js';
import { q_log_uniform_values } from './q_log_uniform_values.js';
import { q_normal } from './q_normal.js';
import { q_uniform } from './q_uniform.js';
import { uniform } from './uniform.js';

/** Every distribution of a sweep's parameters, by the name that sweep files use. */
export const distributions: readonly Distribution[] = [
  categorical,
  constant,
  int_uniform,
  log_normal,
  log_normal_values,
  log_uniform_values,
  normal,
  q_log_uniform_values,
  q_normal,
  q_uniform,
  uniform,
];
