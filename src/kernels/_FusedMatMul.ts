import { BatchMatMul } from './BatchMatMul.js';
import { fused } from './fused.js';

export const _FusedMatMul = fused('_FusedMatMul', BatchMatMul);
