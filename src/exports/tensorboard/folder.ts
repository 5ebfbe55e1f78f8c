import { closeSync, constants, lstatSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { EXIT, UserError } from '../../errors.js';
import { fileVersion, sessionStart } from './messages.js';
import { records } from './records.js';

const NAME = /^events\.out\.tfevents\.(\d{10,})\./;

/** Name of an event file. TensorBoard reads those of a folder in the order of their names. `time`: s since 1970. */
export function eventFileName(time: number, host = hostname()): string {
  const seconds = String(Math.floor(time)).padStart(10, '0');
  return `events.out.tfevents.${seconds}.${host.replace(/[^\w.-]/g, '-')}.dlx`;
}

/** A folder in another one, made if it is not there. Throws a UserError for a symbolic link; system errors. */
export function folderIn(parent: string, name: string): string {
  const path = join(parent, name);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) {
    const message = 'is a symbolic link, expected a folder: it may lead out of the run';
    throw new UserError({ file: path, message, hint: 'remove it' }, EXIT.io);
  }
  if (!found) mkdirSync(path);
  return path;
}

const APPEND = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);

/**
 * An event file that grows: what is appended is there for readers at once. It comes after all files that the folder
 * had, and says that what they hold of its first step and later did not happen. Methods throw system errors.
 */
export class EventFile {
  private readonly path: string;
  private began = false;

  /** @param now s since 1970. */
  constructor(folder: string, now: number) {
    const times = readdirSync(folder)
      .flatMap((name) => NAME.exec(name)?.[1] ?? [])
      .map(Number);
    this.path = join(folder, eventFileName(Math.max(now, ...times.map((time) => time + 1))));
  }

  /** @param step the least of those that the events stand at. */
  append(events: readonly Uint8Array[], step: number, time: number): void {
    // In the first file too: readers take the first start for none that came after another, and purge from the second on.
    const head = this.began ? [] : [fileVersion(time), sessionStart({ time, step })];
    const file = openSync(this.path, APPEND);
    try {
      writeFileSync(file, records([...head, ...events]));
    } finally {
      closeSync(file);
    }
    this.began = true;
  }
}
