import { listAt } from './answers.js';
import type { Client } from './client.js';
import type { Metric, MlflowRun } from './run.js';
import type { ServerRun } from './server-run.js';

interface Pair {
  readonly key: string;
  readonly value: string;
}

/** What a server has not yet of a run. */
export interface Missing {
  readonly metrics: readonly Metric[];
  readonly params: readonly Pair[];
  readonly tags: readonly Pair[];
  /** Of params that are others there: MLflow never changes them. */
  readonly notes: readonly string[];
}

/** Compares a run with what the server says, so that nothing stands there twice. Throws as `Client.call`. */
export async function missing(client: Client, there: ServerRun, run: MlflowRun): Promise<Missing> {
  const held = new Set<string>();
  const wanted = new Set(run.metrics.map(({ key }) => key));
  for (const key of there.metrics.filter((name) => wanted.has(name))) {
    for await (const mark of history(client, there.id, key)) held.add(mark);
  }
  const params = pairs(run.params);
  const others = params.filter(({ key, value }) => (there.params.get(key) ?? value) !== value);
  const changed = others.map(({ key, value }) => `${key} stays ${there.params.get(key)} there, is ${value}`);
  return {
    metrics: run.metrics.filter(({ key, step, value }) => !held.has(markOf(key, step, value))),
    params: params.filter(({ key }) => !there.params.has(key)),
    tags: pairs(run.tags).filter(({ key, value }) => there.tags.get(key) !== value),
    notes: changed.length > 0 ? [`MLflow keeps params as they were first logged: ${changed.join('; ')}`] : [],
  };
}

const pairs = (map: ReadonlyMap<string, string>): readonly Pair[] =>
  [...map].map(([key, value]) => ({ key, value }));

async function* history(client: Client, id: string, key: string): AsyncGenerator<string> {
  let page = '';
  do {
    const query = { run_id: id, metric_key: key, max_results: '10000', ...(page && { page_token: page }) };
    const path = '/api/2.0/mlflow/metrics/get-history';
    const found = await client.call({ method: 'GET', path, query });
    for (const one of listAt(found, 'metrics')) {
      const { step, value } = one as { readonly step?: unknown; readonly value?: unknown };
      yield markOf(key, Number(step ?? 0), Number(value ?? 0));
    }
    const { next_page_token: next } = found as { readonly next_page_token?: unknown };
    page = typeof next === 'string' ? next : '';
  } while (page !== '');
}

/** Databases hold infinity as the largest number. */
function markOf(key: string, step: number, value: number): string {
  const shown = Math.abs(value) >= Number.MAX_VALUE ? Math.sign(value) * Infinity : value;
  return `${step} ${shown} ${key}`;
}
