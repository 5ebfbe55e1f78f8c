import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportRuns, UserError } from '../../src/index.js';
import { createRecord } from '../../src/runs/index.js';
import { rowOf, startOf } from '../runs/made.js';
import { temporaryFolder } from '../runs/temporary.js';

test('exportRuns brings runs to every place; a run without its files is told apart', async () => {
  const [runsDir, logs, mlruns] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  const ids: string[] = [];
  for (const name of ['whole', 'broken']) {
    const writer = await createRecord(runsDir, startOf(name));
    writer.epoch(rowOf(1));
    await writer.finish({ status: 'completed' });
    ids.push(writer.id);
  }
  rmSync(join(runsDir, ids[1]!, 'experiment.yaml'));
  const done = await exportRuns(
    ['whole', 'broken'],
    { tensorboard: logs, mlflow: mlruns },
    { runsDir, env: {} },
  );
  expect(done).toMatchObject([
    { target: 'mlflow', id: ids[0], outcome: 'created' },
    { target: 'mlflow', id: ids[1], outcome: 'failed', error: { exitCode: 4 } },
    { target: 'tensorboard', id: ids[0], outcome: 'created', where: join(logs, ids[0]!) },
    { target: 'tensorboard', id: ids[1], outcome: 'failed', error: expect.any(UserError) },
  ]);
  expect(existsSync(join(logs, ids[0]!, 'train'))).toBe(true);
  expect(existsSync(join(logs, ids[1]!))).toBe(false);
});
