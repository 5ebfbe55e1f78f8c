import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Physical cores, not hyper-threads, at most as many as this process may use. */
export function physicalCores(): number {
  const usable = availableParallelism();
  try {
    const cores = countCores(readFileSync('/proc/cpuinfo', 'utf8'));
    return cores > 0 ? Math.min(cores, usable) : usable;
  } catch {
    return usable;
  }
}

/** Distinct (physical id, core id) pairs in Linux's /proc/cpuinfo; 0 if it does not say. */
export function countCores(cpuinfo: string): number {
  const cores = new Set<string>();
  for (const block of cpuinfo.split(/\n\s*\n/)) {
    const core = /^core id\s*:\s*(\d+)/m.exec(block)?.[1];
    const socket = /^physical id\s*:\s*(\d+)/m.exec(block)?.[1] ?? '0';
    if (core !== undefined) cores.add(`${socket}/${core}`);
  }
  return cores.size;
}
