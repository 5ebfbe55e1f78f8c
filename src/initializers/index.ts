import { constant } from './constant.js';
import { glorot_normal } from './glorot_normal.js';
import { glorot_uniform } from './glorot_uniform.js';
import { he_normal } from './he_normal.js';
import { he_uniform } from './he_uniform.js';
import { identity } from './identity.js';
import type { Initializer } from './initializer.js';
import { lecun_normal } from './lecun_normal.js';
import { lecun_uniform } from './lecun_uniform.js';
import { ones } from './ones.js';
import { orthogonal } from './orthogonal.js';
import { random_normal } from './random_normal.js';
import { random_uniform } from './random_uniform.js';
import { truncated_normal } from './truncated_normal.js';
import { variance_scaling } from './variance_scaling.js';
import { zeros } from './zeros.js';

/** Every initializer, by name. Adding one is a file and a row. */
export const initializers: readonly Initializer[] = [
  constant,
  glorot_normal,
  glorot_uniform,
  he_normal,
  he_uniform,
  identity,
  lecun_normal,
  lecun_uniform,
  ones,
  orthogonal,
  random_normal,
  random_uniform,
  truncated_normal,
  variance_scaling,
  zeros,
];
