import { Command } from '@oclif/core';
import { EXIT } from '../errors.js';
import { files, json } from './flags.js';
import { print } from './output.js';

export class validate extends Command {
  static override summary = 'Check experiment and sweep files and report every mistake at once.';
  static override description =
    `Checks names, options and shapes without reading the data beyond its shape; of a sweep, with values of
every parameter. Mistakes go to stderr with file, line and column. Exits with 2 where there is one.`;
  static override examples = [
    '<%= config.bin %> validate experiments/mnist-mlp.yaml',
    '<%= config.bin %> validate experiments/*.yaml --json',
  ];
  static override args = { FILE: files };
  static override flags = { json };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(validate);
    const [{ validateFiles }, { validationReport, validationJson }] = await Promise.all([
      import('../sweeps/validate.js'),
      import('./present/validation.js'),
    ]);
    const checked = await validateFiles(args.FILE);
    const report = validationReport(checked);
    if (report.wrong !== '') print(process.stderr, report.wrong);
    if (flags.json) print(process.stdout, JSON.stringify(validationJson(checked), null, 2));
    else if (report.right !== '') print(process.stdout, report.right);
    if (report.wrong !== '') process.exitCode = EXIT.usage;
  }
}
