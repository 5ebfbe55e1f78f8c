import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
// @ts-expect-error: plain JavaScript
import { ensure } from '../../../scripts/python-env.mjs';

// On a closed network pip should give up at once.
process.env.PIP_RETRIES ??= '0';
/** Of an environment with moto; undefined where it cannot be made. */
export const python: string | undefined = ensure('moto');

export interface S3Server {
  readonly endpoint: string;
  readonly id: string;
  readonly secret: string;
  stop(): Promise<void>;
}

/** moto's server, with the bucket `sweeps` and one user. */
export async function startS3(): Promise<S3Server> {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'server.py');
  const server = spawn(python!, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
  const [line] = (await once(createInterface({ input: server.stdout! }), 'line')) as [string];
  const stop = async () => {
    server.kill();
    await once(server, 'exit');
  };
  return { ...JSON.parse(line), stop };
}
