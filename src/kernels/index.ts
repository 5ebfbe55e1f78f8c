import { _FusedMatMul } from './_FusedMatMul.js';
import { Abs } from './Abs.js';
import { Acos } from './Acos.js';
import { Acosh } from './Acosh.js';
import { Add } from './Add.js';
import { AddN } from './AddN.js';
import { All } from './All.js';
import { Any } from './Any.js';
import { ArgMax } from './ArgMax.js';
import { ArgMin } from './ArgMin.js';
import { Asin } from './Asin.js';
import { Asinh } from './Asinh.js';
import { Atan } from './Atan.js';
import { Atan2 } from './Atan2.js';
import { Atanh } from './Atanh.js';
import { AvgPool } from './AvgPool.js';
import { AvgPool3D } from './AvgPool3D.js';
import { AvgPool3DGrad } from './AvgPool3DGrad.js';
import { AvgPoolGrad } from './AvgPoolGrad.js';
import { BatchMatMul } from './BatchMatMul.js';
import { BatchToSpaceND } from './BatchToSpaceND.js';
import { Bincount } from './Bincount.js';
import { BitwiseAnd } from './BitwiseAnd.js';
import { BroadcastArgs } from './BroadcastArgs.js';
import { Cast } from './Cast.js';
import { Ceil } from './Ceil.js';
import { ClipByValue } from './ClipByValue.js';
import { Concat } from './Concat.js';
import { Conv2D } from './Conv2D.js';
import { Conv2DBackpropFilter } from './Conv2DBackpropFilter.js';
import { Conv2DBackpropInput } from './Conv2DBackpropInput.js';
import { Conv3D } from './Conv3D.js';
import { Conv3DBackpropFilterV2 } from './Conv3DBackpropFilterV2.js';
import { Conv3DBackpropInputV2 } from './Conv3DBackpropInputV2.js';
import { Cos } from './Cos.js';
import { Cosh } from './Cosh.js';
import { Cumprod } from './Cumprod.js';
import { Cumsum } from './Cumsum.js';
import { DenseBincount } from './DenseBincount.js';
import { DepthToSpace } from './DepthToSpace.js';
import { DepthwiseConv2dNative } from './DepthwiseConv2dNative.js';
import { DepthwiseConv2dNativeBackpropFilter } from './DepthwiseConv2dNativeBackpropFilter.js';
import { DepthwiseConv2dNativeBackpropInput } from './DepthwiseConv2dNativeBackpropInput.js';
import { Diag } from './Diag.js';
import { Einsum } from './Einsum.js';
import { Elu } from './Elu.js';
import { EluGrad } from './EluGrad.js';
import { Equal } from './Equal.js';
import { Erf } from './Erf.js';
import { Exp } from './Exp.js';
import { ExpandDims } from './ExpandDims.js';
import { Expm1 } from './Expm1.js';
import { Fill } from './Fill.js';
import { FlipLeftRight } from './FlipLeftRight.js';
import { Floor } from './Floor.js';
import { FloorDiv } from './FloorDiv.js';
import { FusedBatchNorm } from './FusedBatchNorm.js';
import { FusedConv2D } from './FusedConv2D.js';
import { FusedDepthwiseConv2D } from './FusedDepthwiseConv2D.js';
import { GatherNd } from './GatherNd.js';
import { GatherV2 } from './GatherV2.js';
import { Greater } from './Greater.js';
import { GreaterEqual } from './GreaterEqual.js';
import { Identity } from './Identity.js';
import { IsFinite } from './IsFinite.js';
import { IsInf } from './IsInf.js';
import { IsNan } from './IsNan.js';
import type { Kernel } from './kernel.js';
import { LeakyRelu } from './LeakyRelu.js';
import { Less } from './Less.js';
import { LessEqual } from './LessEqual.js';
import { LinSpace } from './LinSpace.js';
import { Log } from './Log.js';
import { Log1p } from './Log1p.js';
import { LogicalAnd } from './LogicalAnd.js';
import { LogicalNot } from './LogicalNot.js';
import { LogicalOr } from './LogicalOr.js';
import { LogSoftmax } from './LogSoftmax.js';
import { LRN } from './LRN.js';
import { LRNGrad } from './LRNGrad.js';
import { Max } from './Max.js';
import { Maximum } from './Maximum.js';
import { MaxPool } from './MaxPool.js';
import { MaxPool3D } from './MaxPool3D.js';
import { MaxPool3DGrad } from './MaxPool3DGrad.js';
import { MaxPoolGrad } from './MaxPoolGrad.js';
import { Mean } from './Mean.js';
import { Min } from './Min.js';
import { Minimum } from './Minimum.js';
import { MirrorPad } from './MirrorPad.js';
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
import { Range } from './Range.js';
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
import { ScatterNd } from './ScatterNd.js';
import { SearchSorted } from './SearchSorted.js';
import { Select } from './Select.js';
import { Selu } from './Selu.js';
import { Sigmoid } from './Sigmoid.js';
import { Sign } from './Sign.js';
import { Sin } from './Sin.js';
import { Sinh } from './Sinh.js';
import { Slice } from './Slice.js';
import { Softmax } from './Softmax.js';
import { Softplus } from './Softplus.js';
import { SpaceToBatchND } from './SpaceToBatchND.js';
import { SparseToDense } from './SparseToDense.js';
import { SplitV } from './SplitV.js';
import { Sqrt } from './Sqrt.js';
import { Square } from './Square.js';
import { SquaredDifference } from './SquaredDifference.js';
import { Step } from './Step.js';
import { StridedSlice } from './StridedSlice.js';
import { Sub } from './Sub.js';
import { Sum } from './Sum.js';
import { Tan } from './Tan.js';
import { Tanh } from './Tanh.js';
import { TensorScatterUpdate } from './TensorScatterUpdate.js';
import { Tile } from './Tile.js';
import { TopK } from './TopK.js';
import { Transpose } from './Transpose.js';
import { Unpack } from './Unpack.js';
import { UnsortedSegmentSum } from './UnsortedSegmentSum.js';
import { ZerosLike } from './ZerosLike.js';

/** Every tfjs kernel that dlx can trace and lower, by name. Adding one is a file and a row. */
export const kernels: readonly Kernel[] = [
  _FusedMatMul,
  Abs,
  Acos,
  Acosh,
  Add,
  AddN,
  All,
  Any,
  ArgMax,
  ArgMin,
  Asin,
  Asinh,
  Atan,
  Atan2,
  Atanh,
  AvgPool,
  AvgPool3D,
  AvgPool3DGrad,
  AvgPoolGrad,
  BatchMatMul,
  BatchToSpaceND,
  Bincount,
  BitwiseAnd,
  BroadcastArgs,
  Cast,
  Ceil,
  ClipByValue,
  Concat,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  Conv3D,
  Conv3DBackpropFilterV2,
  Conv3DBackpropInputV2,
  Cos,
  Cosh,
  Cumprod,
  Cumsum,
  DenseBincount,
  DepthToSpace,
  DepthwiseConv2dNative,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  Diag,
  Einsum,
  Elu,
  EluGrad,
  Equal,
  Erf,
  Exp,
  ExpandDims,
  Expm1,
  Fill,
  FlipLeftRight,
  Floor,
  FloorDiv,
  FusedBatchNorm,
  FusedConv2D,
  FusedDepthwiseConv2D,
  GatherNd,
  GatherV2,
  Greater,
  GreaterEqual,
  Identity,
  IsFinite,
  IsInf,
  IsNan,
  LeakyRelu,
  Less,
  LessEqual,
  LinSpace,
  Log,
  Log1p,
  LogicalAnd,
  LogicalNot,
  LogicalOr,
  LogSoftmax,
  LRN,
  LRNGrad,
  Max,
  Maximum,
  MaxPool,
  MaxPool3D,
  MaxPool3DGrad,
  MaxPoolGrad,
  Mean,
  Min,
  Minimum,
  MirrorPad,
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
  Range,
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
  ScatterNd,
  SearchSorted,
  Select,
  Selu,
  Sigmoid,
  Sign,
  Sin,
  Sinh,
  Slice,
  Softmax,
  Softplus,
  SpaceToBatchND,
  SparseToDense,
  SplitV,
  Sqrt,
  Square,
  SquaredDifference,
  Step,
  StridedSlice,
  Sub,
  Sum,
  Tan,
  Tanh,
  TensorScatterUpdate,
  Tile,
  TopK,
  Transpose,
  Unpack,
  UnsortedSegmentSum,
  ZerosLike,
];
