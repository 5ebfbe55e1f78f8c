import { readFileSync } from 'node:fs';

/** Those that libraries of linear algebra choose their kernels by: names of Linux, x86 and ARM. */
const DECISIVE =
  /^(sse4_1|sse4_2|avx|avx2|fma|f16c|avx_vnni|avx512\w*|amx_\w+|asimd|asimddp|asimdhp|i8mm|sve2?|bf16)$/;

/** Instruction sets of this CPU, sorted; null where the system does not tell in a file. */
export function cpuFeatures(): readonly string[] | null {
  try {
    return featuresIn(readFileSync('/proc/cpuinfo', 'utf8'));
  } catch {
    return null;
  }
}

/** The same from Linux's /proc/cpuinfo; null if it has no such line. */
export function featuresIn(cpuinfo: string): readonly string[] | null {
  const found = /^(?:flags|Features)\s*:(.*)$/m.exec(cpuinfo)?.[1];
  return found === undefined
    ? null
    : found
        .trim()
        .split(/\s+/)
        .filter((name) => DECISIVE.test(name))
        .sort();
}
