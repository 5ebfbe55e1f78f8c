import { beforeAll, expect, test } from 'vitest';
import { Client } from '../../../src/exports/mlflow/client.js';
import { toServer } from '../../../src/exports/mlflow/server.js';
import { createRecord, type StoredRun } from '../../../src/runs/index.js';
import { experimentOf, rowOf, startOf } from '../../runs/made.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { fakeServer, type Reply, type Request } from './fake-server.js';

let stored: StoredRun;
beforeAll(async () => {
  const experiment = experimentOf('many', {
    metrics: Array.from({ length: 30 }, (_, i) => `metric_${i}`),
    // A hundred params and more.
    architecture: Array.from({ length: 120 }, (_, i) => ({ Dense: { units: i + 1 } })),
  });
  const writer = await createRecord(temporaryFolder(), startOf('many', { experiment }));
  for (let epoch = 1; epoch <= 700; epoch++) writer.epoch(rowOf(epoch));
  stored = { folder: writer.folder, record: await writer.finish({ status: 'completed' }) };
});

const info = { run_id: 'abc', artifact_uri: 'mlflow-artifacts:/1/abc/artifacts' };
const no: Reply = { status: 404, body: { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'none' } };

/** A server that knows nothing, but what `other` says. */
async function exporting(other: (request: Request, count: number) => Reply | undefined) {
  const { url, requests } = await fakeServer((request, count) => {
    const said = other(request, count);
    if (said) return said;
    if (request.path.endsWith('get-by-name')) return no;
    if (request.path.endsWith('experiments/create')) return { body: { experiment_id: '1' } };
    if (request.path.endsWith('runs/create')) return { body: { run: { info, data: {} } } };
    return {};
  });
  const exporter = toServer(new Client(url), undefined, async () => {});
  const outcome = await exporter(stored).catch((error: Error) => error);
  const to = (end: string) => requests.filter(({ path }) => path.endsWith(end));
  return { outcome, to };
}

test('calls of log-batch stay within what MLflow takes, and lose nothing', async () => {
  const { to } = await exporting(() => undefined);
  const batches = to('log-batch').map(({ body }) => JSON.parse(body));
  let [metrics, params] = [0, 0];
  for (const batch of batches) {
    expect(batch.params.length).toBeLessThanOrEqual(100);
    expect(batch.tags.length).toBeLessThanOrEqual(100);
    expect(batch.metrics.length + batch.params.length + batch.tags.length).toBeLessThanOrEqual(1000);
    metrics += batch.metrics.length;
    params += batch.params.length;
  }
  // loss, accuracy, both of validation, learning_rate and seconds of each epoch; the last ones as final values.
  expect(metrics).toBe(700 * 6 + 4);
  expect(params).toBeGreaterThan(120);
});

test('a run whose creation was answered with an error, though it was done, is not made again', async () => {
  let made = 0;
  const { outcome, to } = await exporting(({ path }) => {
    if (path.endsWith('runs/create') && made++ === 0) return { hangUp: true };
    if (path.endsWith('runs/search') && made > 0) return { body: { runs: [{ info, data: {} }] } };
    return undefined;
  });
  expect(outcome).toMatchObject({ id: stored.record.id });
  expect(to('runs/create')).toHaveLength(1);
});

test('an experiment that somebody else makes at the same moment is taken', async () => {
  let asked = 0;
  const { outcome } = await exporting(({ path }) => {
    if (path.endsWith('get-by-name') && asked++ > 0)
      return { body: { experiment: { experiment_id: '7', lifecycle_stage: 'active' } } };
    if (path.endsWith('experiments/create'))
      return { status: 400, body: { error_code: 'RESOURCE_ALREADY_EXISTS', message: 'there' } };
    return undefined;
  });
  expect(outcome).toMatchObject({ where: expect.stringContaining('/experiments/7/runs/abc') });
});

test('one that was deleted is said to be', async () => {
  const { outcome } = await exporting(({ path }) =>
    path.endsWith('get-by-name')
      ? { body: { experiment: { experiment_id: '7', lifecycle_stage: 'deleted' } } }
      : undefined,
  );
  expect((outcome as Error).message).toMatch(
    /the experiment many was deleted .*\n.*restore --experiment-id 7/,
  );
});

test.each([
  [
    'keeps files elsewhere',
    { run: { info: { ...info, artifact_uri: 's3://bucket/1' } } },
    undefined,
    /keeps files at s3:\/\/bucket\/1/,
  ],
  [
    'refuses them',
    { run: { info } },
    { status: 503, body: { message: 'Endpoint disabled' } },
    /not copied: .*503.*disabled/,
  ],
])('where the server %s, the values are there and a note says so', async (_what, body, put, note) => {
  const { outcome, to } = await exporting(({ path, method }) => {
    if (method === 'PUT') return put;
    return path.endsWith('runs/create') ? { body } : undefined;
  });
  expect(outcome).toMatchObject({ outcome: 'created', notes: [expect.stringMatching(note)] });
  // Where it may work another time, the next export tries again.
  expect(to('runs/set-tag')).toHaveLength(put ? 0 : 1);
});

test('one that answers nonsense is not believed', async () => {
  const { outcome } = await exporting(({ path }) =>
    path.endsWith('runs/create') ? { body: { run: 3 } } : undefined,
  );
  expect((outcome as Error).message).toMatch(/has no info\.run_id, expected that of MLflow's REST API/);
});
