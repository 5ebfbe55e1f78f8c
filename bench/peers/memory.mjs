// Resident memory of this process in bytes, as Linux counts it.
import { readFileSync, writeFileSync } from 'node:fs';

function read(field) {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(found[1]) * 1024;
}

export const resident = () => read('VmRSS');

/** The most since the process began, or since `resetPeak`. */
export const peak = () => read('VmHWM');

export const resetPeak = () => writeFileSync('/proc/self/clear_refs', '5');
