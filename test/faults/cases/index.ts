import { damagedCheckpoint } from './bits.js';
import type { FaultCase } from './case.js';
import { clockSetBack } from './clock.js';
import { fullDisk, readOnlyDisk, slowDisk, vanishedFolder } from './disk.js';
import { randomKills } from './kills.js';
import { outOfMemory, tooLarge } from './memory.js';
import { atOnce, staleLocks } from './processes.js';
import { signals } from './signals.js';
import { failAtCall, killAtCall } from './syscalls.js';

/** Every kind of fault: a row each of the table in the README. */
export const cases: readonly FaultCase[] = [
  killAtCall,
  failAtCall,
  randomKills,
  damagedCheckpoint,
  fullDisk,
  readOnlyDisk,
  vanishedFolder,
  slowDisk,
  atOnce,
  staleLocks,
  signals,
  clockSetBack,
  tooLarge,
  outOfMemory,
];
