import { Conv2D } from './Conv2D.js';
import { fused } from './fused.js';

export const FusedConv2D = fused('FusedConv2D', Conv2D);
