import type { Callback } from './callback.js';
import { EarlyStopping } from './EarlyStopping.js';
import { ReduceLROnPlateau } from './ReduceLROnPlateau.js';
import { StopAtTarget } from './StopAtTarget.js';

/** Every callback, by name. Adding one is a file and a row. */
export const callbacks: readonly Callback[] = [EarlyStopping, ReduceLROnPlateau, StopAtTarget];
