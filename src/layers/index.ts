import { Activation } from './Activation.js';
import { Add } from './Add.js';
import { AveragePooling1D } from './AveragePooling1D.js';
import { AveragePooling2D } from './AveragePooling2D.js';
import { BatchNormalization } from './BatchNormalization.js';
import { Concatenate } from './Concatenate.js';
import { Conv1D } from './Conv1D.js';
import { Conv2D } from './Conv2D.js';
import { Conv2DTranspose } from './Conv2DTranspose.js';
import { Cropping1D } from './Cropping1D.js';
import { Cropping2D } from './Cropping2D.js';
import { Dense } from './Dense.js';
import { DepthwiseConv2D } from './DepthwiseConv2D.js';
import { Dropout } from './Dropout.js';
import { ELU } from './ELU.js';
import { Flatten } from './Flatten.js';
import { GaussianNoise } from './GaussianNoise.js';
import { GlobalAveragePooling1D } from './GlobalAveragePooling1D.js';
import { GlobalAveragePooling2D } from './GlobalAveragePooling2D.js';
import { GlobalMaxPooling1D } from './GlobalMaxPooling1D.js';
import { GlobalMaxPooling2D } from './GlobalMaxPooling2D.js';
import { GroupNormalization } from './GroupNormalization.js';
import { LayerNormalization } from './LayerNormalization.js';
import { LeakyReLU } from './LeakyReLU.js';
import type { Layer } from './layer.js';
import { MaxPooling1D } from './MaxPooling1D.js';
import { MaxPooling2D } from './MaxPooling2D.js';
import { PReLU } from './PReLU.js';
import { ReLU } from './ReLU.js';
import { Reshape } from './Reshape.js';
import { SeparableConv2D } from './SeparableConv2D.js';
import { Softmax } from './Softmax.js';
import { SpatialDropout1D } from './SpatialDropout1D.js';
import { SpatialDropout2D } from './SpatialDropout2D.js';
import { UpSampling2D } from './UpSampling2D.js';
import { ZeroPadding1D } from './ZeroPadding1D.js';
import { ZeroPadding2D } from './ZeroPadding2D.js';

/** Every layer, by name. Adding one is a file and a row. */
export const layers: readonly Layer[] = [
  Activation,
  Add,
  AveragePooling1D,
  AveragePooling2D,
  BatchNormalization,
  Concatenate,
  Conv1D,
  Conv2D,
  Conv2DTranspose,
  Cropping1D,
  Cropping2D,
  Dense,
  DepthwiseConv2D,
  Dropout,
  ELU,
  Flatten,
  GaussianNoise,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GroupNormalization,
  LayerNormalization,
  LeakyReLU,
  MaxPooling1D,
  MaxPooling2D,
  PReLU,
  ReLU,
  Reshape,
  SeparableConv2D,
  Softmax,
  SpatialDropout1D,
  SpatialDropout2D,
  UpSampling2D,
  ZeroPadding1D,
  ZeroPadding2D,
];
