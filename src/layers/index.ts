import { Activation } from './Activation.js';
import { ActivityRegularization } from './ActivityRegularization.js';
import { Add } from './Add.js';
import { AdditiveAttention } from './AdditiveAttention.js';
import { AlphaDropout } from './AlphaDropout.js';
import { Attention } from './Attention.js';
import { Average } from './Average.js';
import { AveragePooling1D } from './AveragePooling1D.js';
import { AveragePooling2D } from './AveragePooling2D.js';
import { BatchNormalization } from './BatchNormalization.js';
import { Bidirectional } from './Bidirectional.js';
import { Concatenate } from './Concatenate.js';
import { Conv1D } from './Conv1D.js';
import { Conv1DTranspose } from './Conv1DTranspose.js';
import { Conv2D } from './Conv2D.js';
import { Conv2DTranspose } from './Conv2DTranspose.js';
import { Cropping1D } from './Cropping1D.js';
import { Cropping2D } from './Cropping2D.js';
import { Dense } from './Dense.js';
import { DepthwiseConv1D } from './DepthwiseConv1D.js';
import { DepthwiseConv2D } from './DepthwiseConv2D.js';
import { Dot } from './Dot.js';
import { Dropout } from './Dropout.js';
import { EinsumDense } from './EinsumDense.js';
import { ELU } from './ELU.js';
import { Embedding } from './Embedding.js';
import { Flatten } from './Flatten.js';
import { GaussianDropout } from './GaussianDropout.js';
import { GaussianNoise } from './GaussianNoise.js';
import { GlobalAveragePooling1D } from './GlobalAveragePooling1D.js';
import { GlobalAveragePooling2D } from './GlobalAveragePooling2D.js';
import { GlobalMaxPooling1D } from './GlobalMaxPooling1D.js';
import { GlobalMaxPooling2D } from './GlobalMaxPooling2D.js';
import { GRU } from './GRU.js';
import { GroupNormalization } from './GroupNormalization.js';
import { GroupQueryAttention } from './GroupQueryAttention.js';
import { Identity } from './Identity.js';
import { LayerNormalization } from './LayerNormalization.js';
import { LeakyReLU } from './LeakyReLU.js';
import { LSTM } from './LSTM.js';
import type { Layer } from './layer.js';
import { Masking } from './Masking.js';
import { Maximum } from './Maximum.js';
import { MaxPooling1D } from './MaxPooling1D.js';
import { MaxPooling2D } from './MaxPooling2D.js';
import { Minimum } from './Minimum.js';
import { MultiHeadAttention } from './MultiHeadAttention.js';
import { Multiply } from './Multiply.js';
import { Normalization } from './Normalization.js';
import { Permute } from './Permute.js';
import { PositionEmbedding } from './PositionEmbedding.js';
import { PReLU } from './PReLU.js';
import { ReLU } from './ReLU.js';
import { RepeatVector } from './RepeatVector.js';
import { Rescaling } from './Rescaling.js';
import { Reshape } from './Reshape.js';
import { RMSNormalization } from './RMSNormalization.js';
import { SeparableConv1D } from './SeparableConv1D.js';
import { SeparableConv2D } from './SeparableConv2D.js';
import { SimpleRNN } from './SimpleRNN.js';
import { SinePositionEncoding } from './SinePositionEncoding.js';
import { Softmax } from './Softmax.js';
import { SpatialDropout1D } from './SpatialDropout1D.js';
import { SpatialDropout2D } from './SpatialDropout2D.js';
import { Subtract } from './Subtract.js';
import { TimeDistributed } from './TimeDistributed.js';
import { UnitNormalization } from './UnitNormalization.js';
import { UpSampling1D } from './UpSampling1D.js';
import { UpSampling2D } from './UpSampling2D.js';
import { ZeroPadding1D } from './ZeroPadding1D.js';
import { ZeroPadding2D } from './ZeroPadding2D.js';

/** Every layer, by name. Adding one is a file and a row. */
export const layers: readonly Layer[] = [
  Activation,
  ActivityRegularization,
  Add,
  AdditiveAttention,
  AlphaDropout,
  Attention,
  Average,
  AveragePooling1D,
  AveragePooling2D,
  BatchNormalization,
  Bidirectional,
  Concatenate,
  Conv1D,
  Conv1DTranspose,
  Conv2D,
  Conv2DTranspose,
  Cropping1D,
  Cropping2D,
  Dense,
  DepthwiseConv1D,
  DepthwiseConv2D,
  Dot,
  Dropout,
  ELU,
  EinsumDense,
  Embedding,
  Flatten,
  GRU,
  GaussianDropout,
  GaussianNoise,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GroupNormalization,
  GroupQueryAttention,
  Identity,
  LSTM,
  LayerNormalization,
  LeakyReLU,
  Masking,
  MaxPooling1D,
  MaxPooling2D,
  Maximum,
  Minimum,
  MultiHeadAttention,
  Multiply,
  Normalization,
  PReLU,
  Permute,
  PositionEmbedding,
  RMSNormalization,
  ReLU,
  RepeatVector,
  Rescaling,
  Reshape,
  SeparableConv1D,
  SeparableConv2D,
  SimpleRNN,
  SinePositionEncoding,
  Softmax,
  SpatialDropout1D,
  SpatialDropout2D,
  Subtract,
  TimeDistributed,
  UnitNormalization,
  UpSampling1D,
  UpSampling2D,
  ZeroPadding1D,
  ZeroPadding2D,
];
