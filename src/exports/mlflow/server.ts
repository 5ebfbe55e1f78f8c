import { EXIT, UserError } from '../../errors.js';
import { retrying, type Sleep } from '../../retry.js';
import type { Exporter } from '../target.js';
import { isAt, listAt, textAt } from './answers.js';
import { upload } from './artifacts.js';
import { batches } from './batches.js';
import { type Client, Refused } from './client.js';
import { missing } from './missing.js';
import { DIGEST, type MlflowRun, mlflowRun, RUN_ID } from './run.js';
import type { ServerRun } from './server-run.js';

const API = '/api/2.0/mlflow';

/**
 * Logs runs to an MLflow server. A run that was logged before is found by its tag and brought up to date.
 *
 * @param experiment of all runs; each has one of its own name, if absent.
 */
export function toServer(client: Client, experiment?: string, sleep?: Sleep): Exporter {
  const experiments = new Map<string, string>();
  return async (stored) => {
    const run = mlflowRun(stored, experiment);
    const known = experiments.get(run.experiment);
    const experimentId = known ?? (await retrying(() => experimentIdOf(client, run.experiment), sleep));
    experiments.set(run.experiment, experimentId);
    const at = await retrying(() => findOrCreate(client, experimentId, run), sleep);
    const where = `${client.server}/#/experiments/${experimentId}/runs/${at.id}`;
    const common = { id: run.name, where };
    if (at.tags.get(DIGEST) === run.digest) return { ...common, outcome: 'unchanged', notes: [] };
    const lacking = await retrying(() => missing(client, at, run), sleep);
    for (const batch of batches(lacking)) {
      const body = { run_id: at.id, ...batch };
      await retrying(() => client.call({ method: 'POST', path: `${API}/runs/log-batch`, body }), sleep);
    }
    const files = await upload(client, at.artifacts, run.artifacts, sleep);
    await retrying(() => finish(client, at.id, run, files.final), sleep);
    return {
      ...common,
      outcome: at.isNew ? 'created' : 'updated',
      notes: [...lacking.notes, ...files.notes],
    };
  };
}

async function experimentIdOf(client: Client, name: string): Promise<string> {
  try {
    const query = { experiment_name: name };
    const found = await client.call({ method: 'GET', path: `${API}/experiments/get-by-name`, query });
    const id = textAt(found, 'experiment', 'experiment_id');
    if (!isAt(found, 'deleted', 'experiment', 'lifecycle_stage')) return id;
    const message = `the experiment ${name} was deleted at ${client.server}`;
    const hint = `\`mlflow experiments restore --experiment-id ${id}\`, or choose another with MLFLOW_EXPERIMENT_NAME`;
    throw new UserError({ message, hint }, EXIT.io);
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'RESOURCE_DOES_NOT_EXIST') throw error;
  }
  try {
    const made = await client.call({ method: 'POST', path: `${API}/experiments/create`, body: { name } });
    return textAt(made, 'experiment_id');
  } catch (error) {
    // Somebody else was quicker.
    if (error instanceof Refused && error.code === 'RESOURCE_ALREADY_EXISTS')
      return experimentIdOf(client, name);
    throw error;
  }
}

async function findOrCreate(client: Client, experimentId: string, run: MlflowRun): Promise<ServerRun> {
  const found = await client.call({
    method: 'POST',
    path: `${API}/runs/search`,
    body: {
      experiment_ids: [experimentId],
      // Ids hold no quotes.
      filter: `tags.\`${RUN_ID}\` = '${run.name}'`,
      max_results: 1,
    },
  });
  const [one] = listAt(found, 'runs');
  if (one !== undefined) return serverRun(one, false);
  const tags = [{ key: RUN_ID, value: run.name }];
  const body = { experiment_id: experimentId, run_name: run.name, start_time: run.start, tags };
  const made = await client.call({ method: 'POST', path: `${API}/runs/create`, body });
  return serverRun((made as { run?: unknown }).run, true);
}

function serverRun(run: unknown, isNew: boolean): ServerRun {
  const texts = (list: string) =>
    new Map(listAt(run, 'data', list).map((one) => [textAt(one, 'key'), textAt(one, 'value')]));
  return {
    id: textAt(run, 'info', 'run_id'),
    isNew,
    artifacts: textAt(run, 'info', 'artifact_uri'),
    tags: texts('tags'),
    params: texts('params'),
    metrics: listAt(run, 'data', 'metrics').map((one) => textAt(one, 'key')),
  };
}

/** The digest comes last: until it is there, the next export does all of this again. `final`: that it need not. */
async function finish(client: Client, id: string, run: MlflowRun, final: boolean): Promise<void> {
  const body = { run_id: id, status: run.status, run_name: run.name, ...(run.end && { end_time: run.end }) };
  await client.call({ method: 'POST', path: `${API}/runs/update`, body });
  if (!final) return;
  const tag = { run_id: id, key: DIGEST, value: run.digest };
  await client.call({ method: 'POST', path: `${API}/runs/set-tag`, body: tag });
}
