import { Abs } from './Abs.js';
import { Add } from './Add.js';
import { AddN } from './AddN.js';
import { ArgMax } from './ArgMax.js';
import { ArgMin } from './ArgMin.js';
import { AvgPool } from './AvgPool.js';
import { AvgPoolGrad } from './AvgPoolGrad.js';
import { BatchMatMul } from './BatchMatMul.js';
import { Cast } from './Cast.js';
import { Ceil } from './Ceil.js';
import { ClipByValue } from './ClipByValue.js';
import { Concat } from './Concat.js';
import { Conv2D } from './Conv2D.js';
import { Conv2DBackpropFilter } from './Conv2DBackpropFilter.js';
import { Conv2DBackpropInput } from './Conv2DBackpropInput.js';
import { Cos } from './Cos.js';
import { DepthwiseConv2dNative } from './DepthwiseConv2dNative.js';
import { DepthwiseConv2dNativeBackpropFilter } from './DepthwiseConv2dNativeBackpropFilter.js';
import { DepthwiseConv2dNativeBackpropInput } from './DepthwiseConv2dNativeBackpropInput.js';
import { Elu } from './Elu.js';
import { EluGrad } from './EluGrad.js';
import { Equal } from './Equal.js';
import { Erf } from './Erf.js';
import { Exp } from './Exp.js';
import { ExpandDims } from './ExpandDims.js';
import { Expm1 } from './Expm1.js';
import { Fill } from './Fill.js';
import { Floor } from './Floor.js';
import { FloorDiv } from './FloorDiv.js';
import { GatherV2 } from './GatherV2.js';
import { Greater } from './Greater.js';
import { GreaterEqual } from './GreaterEqual.js';
import { Identity } from './Identity.js';
import type { Kernel } from './kernel.js';
import { LeakyRelu } from './LeakyRelu.js';
import { Less } from './Less.js';
import { LessEqual } from './LessEqual.js';
import { Log } from './Log.js';
import { Log1p } from './Log1p.js';
import { LogicalAnd } from './LogicalAnd.js';
import { LogicalNot } from './LogicalNot.js';
import { LogicalOr } from './LogicalOr.js';
import { LogSoftmax } from './LogSoftmax.js';
import { Max } from './Max.js';
import { Maximum } from './Maximum.js';
import { MaxPool } from './MaxPool.js';
import { MaxPoolGrad } from './MaxPoolGrad.js';
import { Mean } from './Mean.js';
import { Min } from './Min.js';
import { Minimum } from './Minimum.js';
import { Mod } from './Mod.js';
import { Multiply } from './Multiply.js';
import { Neg } from './Neg.js';
import { NotEqual } from './NotEqual.js';
import { OneHot } from './OneHot.js';
import { OnesLike } from './OnesLike.js';
import { Pack } from './Pack.js';
import { PadV2 } from './PadV2.js';
import { Pow } from './Pow.js';
import { Prelu } from './Prelu.js';
import { Prod } from './Prod.js';
import { RealDiv } from './RealDiv.js';
import { Reciprocal } from './Reciprocal.js';
import { Relu } from './Relu.js';
import { Relu6 } from './Relu6.js';
import { Reshape } from './Reshape.js';
import { ResizeBilinear } from './ResizeBilinear.js';
import { ResizeBilinearGrad } from './ResizeBilinearGrad.js';
import { ResizeNearestNeighbor } from './ResizeNearestNeighbor.js';
import { ResizeNearestNeighborGrad } from './ResizeNearestNeighborGrad.js';
import { Reverse } from './Reverse.js';
import { Round } from './Round.js';
import { Rsqrt } from './Rsqrt.js';
import { Select } from './Select.js';
import { Selu } from './Selu.js';
import { Sigmoid } from './Sigmoid.js';
import { Sign } from './Sign.js';
import { Sin } from './Sin.js';
import { Slice } from './Slice.js';
import { Softmax } from './Softmax.js';
import { Softplus } from './Softplus.js';
import { SplitV } from './SplitV.js';
import { Sqrt } from './Sqrt.js';
import { Square } from './Square.js';
import { SquaredDifference } from './SquaredDifference.js';
import { Step } from './Step.js';
import { Sub } from './Sub.js';
import { Sum } from './Sum.js';
import { Tan } from './Tan.js';
import { Tanh } from './Tanh.js';
import { Tile } from './Tile.js';
import { Transpose } from './Transpose.js';
import { Unpack } from './Unpack.js';
import { ZerosLike } from './ZerosLike.js';

/** Every tfjs kernel that dlx can trace and lower, by name. Adding one is a file and a row. */
export const kernels: readonly Kernel[] = [
  Abs,
  Add,
  AddN,
  ArgMax,
  ArgMin,
  AvgPool,
  AvgPoolGrad,
  BatchMatMul,
  Cast,
  Ceil,
  ClipByValue,
  Concat,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  Cos,
  DepthwiseConv2dNative,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  Elu,
  EluGrad,
  Equal,
  Erf,
  Exp,
  ExpandDims,
  Expm1,
  Fill,
  Floor,
  FloorDiv,
  GatherV2,
  Greater,
  GreaterEqual,
  Identity,
  LeakyRelu,
  Less,
  LessEqual,
  Log,
  Log1p,
  LogicalAnd,
  LogicalNot,
  LogicalOr,
  LogSoftmax,
  Max,
  Maximum,
  MaxPool,
  MaxPoolGrad,
  Mean,
  Min,
  Minimum,
  Mod,
  Multiply,
  Neg,
  NotEqual,
  OneHot,
  OnesLike,
  Pack,
  PadV2,
  Pow,
  Prelu,
  Prod,
  RealDiv,
  Reciprocal,
  Relu,
  Relu6,
  Reshape,
  ResizeBilinear,
  ResizeBilinearGrad,
  ResizeNearestNeighbor,
  ResizeNearestNeighborGrad,
  Reverse,
  Round,
  Rsqrt,
  Select,
  Selu,
  Sigmoid,
  Sign,
  Sin,
  Slice,
  Softmax,
  Softplus,
  SplitV,
  Sqrt,
  Square,
  SquaredDifference,
  Step,
  Sub,
  Sum,
  Tan,
  Tanh,
  Tile,
  Transpose,
  Unpack,
  ZerosLike,
];
