import { DepthwiseConv2dNative } from './DepthwiseConv2dNative.js';
import { fused } from './fused.js';

export const FusedDepthwiseConv2D = fused('FusedDepthwiseConv2D', DepthwiseConv2dNative);
