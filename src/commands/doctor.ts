import { Command } from '@oclif/core';
import { EXIT } from '../errors.js';
import { json } from './flags.js';
import { print } from './output.js';

export class doctor extends Command {
  static override summary =
    'Say what is installed, which engines work here, and what to do about those that do not.';
  static override description =
    'Loads every engine in a process of its own and lets it compute a small layer with its gradient. Exits with 4 ' +
    'where the engine that experiments use unless told otherwise does not work.';
  static override examples = ['<%= config.bin %> doctor', '<%= config.bin %> doctor --json'];
  static override flags = { json };

  async run(): Promise<void> {
    const { flags } = await this.parse(doctor);
    const [{ examine }, { healthText, isFit }] = await Promise.all([
      import('../doctor/examine.js'),
      import('./present/doctor.js'),
    ]);
    const health = await examine();
    print(process.stdout, flags.json ? JSON.stringify(health, null, 2) : healthText(health));
    if (!isFit(health)) process.exitCode = EXIT.io;
  }
}
