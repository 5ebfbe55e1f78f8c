import type { Exporter } from '../target.js';
import { addressOf } from './address.js';
import { Client } from './client.js';
import { toFolder } from './folder.js';
import { toServer } from './server.js';

type Env = { readonly [name: string]: string | undefined };

/** Brings runs to MLflow: a server, or a folder as it keeps runs in files. Throws a UserError for any other place. */
export function exportTo(place: string, env: Env): Exporter {
  const address = addressOf(place, env);
  const experiment = env.MLFLOW_EXPERIMENT_NAME || undefined;
  if ('folder' in address) return toFolder(address.folder, experiment);
  return toServer(new Client(address.server, address.authorization), experiment);
}
