import { UserError } from '../../errors.js';
import { retrying, type Sleep } from '../../retry.js';
import type { Client } from './client.js';

const PROXIED = /^mlflow-artifacts:(?:\/\/[^/]*)?\/(.+)$/;

export interface Uploaded {
  /** What could not be put there, a sentence each. */
  readonly notes: readonly string[];
  /** False where it may work another time. */
  readonly final: boolean;
}

/**
 * Puts files where a server keeps those of a run, if it takes them itself (`--serve-artifacts`). Where that fails notes
 * say so: values are worth having without the files.
 *
 * @param uri of the run's artifacts, as the server says it.
 */
export async function upload(
  client: Client,
  uri: string,
  files: ReadonlyMap<string, string>,
  sleep?: Sleep,
): Promise<Uploaded> {
  const folder = PROXIED.exec(uri)?.[1];
  const names = [...files.keys()].join(', ');
  if (folder === undefined) {
    const why = `the server keeps files at ${uri} and does not take them (--serve-artifacts)`;
    return { notes: [`${names} were not copied: ${why}`], final: true };
  }
  try {
    for (const [name, body] of files) {
      const path = `/api/2.0/mlflow-artifacts/artifacts/${folder}/${name}`;
      await retrying(() => client.call({ method: 'PUT', path, body }), sleep);
    }
    return { notes: [], final: true };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { notes: [`${names} were not copied: ${error.problems[0]!.message}`], final: false };
  }
}
