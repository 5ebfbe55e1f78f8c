/**
 * Kernels that have no rule of their own, and why: the backend reads their operands and lets tfjs's kernel in
 * plain JavaScript compute. They work on the backend and cannot stand in a compiled step.
 */
export const fallbacks: Readonly<Record<string, string>> = {
  CropAndResize: 'no rule yet',
  Dilation2D: 'no rule yet',
  Dilation2DBackpropFilter: 'no rule yet',
  Dilation2DBackpropInput: 'no rule yet',
  MaxPoolWithArgmax: 'no rule yet',
  Multinomial: 'random numbers: in a step they are inputs',
  NonMaxSuppressionV3: 'the shape of its result depends on numbers',
  NonMaxSuppressionV4: 'the shape of its result depends on numbers',
  NonMaxSuppressionV5: 'the shape of its result depends on numbers',
  RaggedGather: 'the shape of its result depends on numbers',
  RaggedRange: 'the shape of its result depends on numbers',
  RaggedTensorToTensor: 'the shape of its result depends on numbers',
  RotateWithOffset: 'no rule yet',
  SparseFillEmptyRows: 'the shape of its result depends on numbers',
  SparseReshape: 'the shape of its result depends on numbers',
  SparseSegmentMean: 'no rule yet',
  SparseSegmentSum: 'no rule yet',
  Transform: 'no rule yet',
  Unique: 'the shape of its result depends on numbers',
};
