import { totalmem } from 'node:os';
import { type Problem, UserError } from '../../errors.js';

/**
 * Refuses what cannot fit, before anything is allocated: a file or an option may claim any size.
 *
 * @throws UserError with the estimate, the memory of the machine (or container) and `where`.
 */
export function checkMemory(bytes: number, doing: string, where: Omit<Problem, 'message'>): void {
  const available = memory();
  if (bytes <= available) return;
  const message = `${doing} takes ${formatBytes(bytes)} of memory, this machine has ${formatBytes(available)}`;
  throw new UserError({ hint: 'make the data smaller', ...where, message });
}

/** Bytes that this process may use: of the machine, or of its container. */
export function memory(): number {
  const constrained = process.constrainedMemory();
  // 0 or an enormous number stand for "no limit".
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}

function formatBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${units[power]}`;
}
