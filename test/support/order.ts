import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Longest first, so that no core waits for the last file; the smaller of these can fill what is left. */
const LONG = [
  'faults/faults',
  'pipeline/experiments',
  'docs/commands',
  'fuzz/fuzz',
  'engines/agreement',
  'runs/kill',
  'sweeps/queue/queue',
  'sweeps/kill',
  'commands/cli',
];

/** These need a Python environment, which on a fresh clone is still being made when the tests start. */
const PEERS = /\/(mlflow|tensorboard|checker|s3|store|format)\.test\.ts$/;

/** The order in which files are begun. Files of a project that share a process stand together: only then do they. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId, project }: TestSpecification) => {
      if (!project.config.isolate) return LONG.length;
      const long = LONG.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return long >= 0 ? long : PEERS.test(moduleId) ? LONG.length + 2 : LONG.length + 1;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
